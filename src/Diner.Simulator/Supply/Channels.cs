using Diner.Simulator.Chance;
using Diner.Simulator.Parameters;

namespace Diner.Simulator.Supply;

/// <summary>How an order was paid and how fast it was delivered.</summary>
/// <param name="Channel">The place of the channel that took the money.</param>
/// <param name="Failed">The place of the one that was tried before and failed; -1 for none.</param>
/// <param name="DeliveredMs">From paid to delivered.</param>
internal readonly record struct Paid(int Channel, int Failed, int DeliveredMs);

/// <summary>An hour or so in which a channel failed.</summary>
internal sealed record Outage(int Channel, DateTimeOffset From, DateTimeOffset To);

/// <summary>Channels and their failures: single attempts, and outages. Who failed with one pays with another.</summary>
internal sealed class Channels(SimParameters parameters, ulong seed)
{
    private const int DeliveredMsMax = 3_600_000;

    private readonly Dice _dice = Dice.For(seed, "channels");
    private readonly double[] _shares = [.. parameters.Channels.Select(channel => channel.Share)];
    private readonly List<Outage> _outages = [];
    private int _thisMonth;
    private int _lastMonth;

    /// <summary>Every outage there was.</summary>
    public IReadOnlyList<Outage> Outages => _outages;

    /// <summary>Plans the outages of a month.</summary>
    public void Turn(DateTimeOffset from, DateTimeOffset to)
    {
        (_lastMonth, _thisMonth) = (_thisMonth, _outages.Count);
        for (var i = 0; i < parameters.Channels.Count; i++)
        {
            for (var left = _dice.Poisson(parameters.Channels[i].OutagesPerMonth); left > 0; left--)
            {
                var start = from.AddSeconds(Math.Floor(_dice.Share() * (to - from).TotalSeconds));
                _outages.Add(new Outage(i, start, start.AddMinutes(parameters.Channels[i].OutageMinutes)));
            }
        }
    }

    public Paid Pay(DateTimeOffset at)
    {
        var channel = _dice.Pick(_shares);
        var failed = -1;
        if (parameters.Channels.Count > 1 && (_dice.Hits(parameters.Channels[channel].Failure) || IsOut(channel, at)))
        {
            failed = channel;
            channel = (channel + 1 + _dice.Below(parameters.Channels.Count - 1)) % parameters.Channels.Count;
        }

        var spread = parameters.Channels[channel].DeliverySpread * _dice.Normal();
        return new Paid(channel, failed, (int)Math.Clamp(parameters.Channels[channel].DeliveryMs * Math.Exp(spread), 1, DeliveredMsMax));
    }

    // One that began in the last hours of a month may go on into the next.
    private bool IsOut(int channel, DateTimeOffset at)
    {
        for (var i = _lastMonth; i < _outages.Count; i++)
        {
            if (_outages[i].Channel == channel && _outages[i].From <= at && at < _outages[i].To)
                return true;
        }

        return false;
    }
}
