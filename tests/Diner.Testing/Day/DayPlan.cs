using Diner.Testing.Doubles;

namespace Diner.Testing.Day;

/// <summary>What happens to each order of the day, from a seed.</summary>
internal sealed class DayPlan
{
    /// <summary>Orders of a hundred that go as they should.</summary>
    private const int HonestPercent = 80;

    /// <summary>One in so many payments is refunded by us, by somebody at the provider, left out of the bill, and so on.</summary>
    public const int Rare = 60;

    private static readonly Mischief[] Misbehaviours = [.. Enum.GetValues<Mischief>().Where(how => how != Mischief.None)];

    private readonly (int Channel, Mischief How)[] _orders;

    public DayPlan(int orders, int channels, int seed)
    {
        var chance = new Random(seed);
        _orders = new (int, Mischief)[orders];
        for (var i = 0; i < orders; i++)
            _orders[i] = (chance.Next(channels), chance.Next(100) < HonestPercent ? Mischief.None : Misbehaviours[chance.Next(Misbehaviours.Length)]);
    }

    public int Orders => _orders.Length;

    public (int Channel, Mischief How) this[int order] => _orders[order];
}
