using Diner.Simulator.Chance;
using Diner.Simulator.Parameters;

namespace Diner.Simulator.Buyers;

/// <summary>
/// Who comes. Month by month some leave for good, others lose interest, new ones take their place, and the whole grows with the trade.
/// </summary>
internal sealed class Population(SimParameters parameters, ulong seed)
{
    private const double DaysPerMonth = 30.4375;
    private const float GoneBelow = 0.1f;
    private const int DaysOfAMonthBornOn = 28;

    private readonly Dice _dice = Dice.For(seed, "buyers");
    private readonly List<int>[] _present = [.. parameters.Buyers.Select(_ => new List<int>())];
    private readonly List<double>[] _upTo = [.. parameters.Buyers.Select(_ => new List<double>())];
    private readonly List<Buyer> _all = [];

    /// <summary>Everybody who was ever here, by number.</summary>
    public IReadOnlyList<Buyer> All => _all;

    /// <summary>How often a kind comes, all of its people together.</summary>
    public double VisitsOf(int kind) => _upTo[kind].Count == 0 ? 0 : _upTo[kind][^1] * parameters.Buyers[kind].VisitsPerMonth;

    /// <summary>Turns to the next month of the shop's clock.</summary>
    /// <param name="month">How many months after the start.</param>
    /// <param name="calendarMonth">1 to 12, for birthdays.</param>
    public void Turn(short month, int calendarMonth)
    {
        var people = parameters.VisitsPerDay * DaysPerMonth / parameters.Buyers.Sum(kind => kind.Share * kind.VisitsPerMonth) * Math.Pow(1 + parameters.GrowthPerYear, month / 12.0);
        for (var kind = 0; kind < _present.Length; kind++)
        {
            if (month > 0)
                Leave(kind, month);
            while (_present[kind].Count < Math.Ceiling(people * parameters.Buyers[kind].Share))
                _present[kind].Add(Join((byte)kind, month));
            Weigh(kind, calendarMonth);
        }
    }

    /// <summary>Somebody of a kind.</summary>
    public int Visitor(int kind)
    {
        var upTo = _upTo[kind];
        var place = upTo.BinarySearch(_dice.Share() * upTo[^1]);
        return _present[kind][Math.Min(place < 0 ? ~place : place + 1, upTo.Count - 1)];
    }

    /// <summary>A new account of somebody who means no good.</summary>
    public int Stranger(short month)
    {
        _all.Add(NewBuyer((byte)parameters.Buyers.Count, month));
        return _all.Count - 1;
    }

    private void Leave(int kind, short month)
    {
        var who = parameters.Buyers[kind];
        _present[kind].RemoveAll(number =>
        {
            var buyer = _all[number];
            buyer.Activity *= (float)who.ActivityPerMonth;
            if (_dice.Hits(who.ChurnPerMonth) || buyer.Activity < GoneBelow)
                buyer.Left = month;
            _all[number] = buyer;
            return buyer.Left == month;
        });
    }

    // Those who are there from the first day are at any point of their way.
    private int Join(byte kind, short month)
    {
        var buyer = NewBuyer(kind, month);
        var left = parameters.Buyers[kind].ActivityPerMonth;
        while (month == 0 && left < 1 && buyer.Activity * left >= GoneBelow && _dice.Hits(left))
            buyer.Activity *= (float)left;
        _all.Add(buyer);
        return _all.Count - 1;
    }

    private Buyer NewBuyer(byte kind, short month) =>
        new() { Kind = kind, Joined = month, Left = -1, Activity = 1, BirthMonth = (byte)(1 + _dice.Below(12)), BirthDay = (byte)(1 + _dice.Below(DaysOfAMonthBornOn)) };

    private void Weigh(int kind, int calendarMonth)
    {
        var sum = 0.0;
        _upTo[kind].Clear();
        foreach (var number in _present[kind])
            _upTo[kind].Add(sum += _all[number].Activity * (_all[number].BirthMonth == calendarMonth ? parameters.BirthdayFactor : 1));
    }
}
