namespace Diner.Insights.Pairs;

/// <summary>That who buys one thing buys another soon after.</summary>
/// <param name="If">What was bought.</param>
/// <param name="Then">What was bought with it or within 24 hours.</param>
/// <param name="Of">variant: both are codes; category: both are names.</param>
/// <param name="Support">The share of all purchases that are such pairs.</param>
/// <param name="Confidence">
/// Of those who bought the first, the share that bought the second because of it: less what the same buyers bought anyway, in stretches as
/// long that lie a day off.
/// </param>
/// <param name="Lift">The share that bought the second within 24 hours, over the share of all purchases that are the second.</param>
public sealed record Pair(string If, string Then, string Of, double Support, double Confidence, double Lift)
{
    /// <summary>What <see cref="Of"/> says of variants.</summary>
    public const string OfVariants = "variant";

    /// <summary>What <see cref="Of"/> says of categories.</summary>
    public const string OfCategories = "category";

    /// <summary>How many such pairs there are.</summary>
    public long Count { get; init; }
}

/// <summary>One purchase of a buyer.</summary>
internal readonly record struct Purchase(long Ticks, int Label);

/// <summary>
/// Counts, buyer by buyer, what follows what. A purchase of something that was bought less than a window before is the same occasion and
/// not counted again.
/// </summary>
internal sealed class BuyerPairs(TimeSpan window)
{
    private readonly Dictionary<int, long> _times = [];
    private readonly Dictionary<(int If, int Then), long> _hits = [];
    private readonly Dictionary<(int If, int Then), long> _apart = [];
    private readonly HashSet<int> _near = [];
    private readonly HashSet<int> _before = [];
    private readonly HashSet<int> _after = [];

    public long Occasions { get; private set; }

    /// <summary>All purchases of one buyer, in the order of time.</summary>
    public void Add(IReadOnlyList<Purchase> purchases)
    {
        for (var i = 0; i < purchases.Count; i++)
        {
            if (!IsSameOccasion(purchases, i))
                Count(purchases, i);
        }
    }

    /// <summary>Occasions on which a thing was bought.</summary>
    public long Times(int label) => _times.GetValueOrDefault(label);

    /// <summary>Every pair that was seen: occasions on which the second came within the window, and the mean of those on which it came in a window a day off.</summary>
    public IEnumerable<(int If, int Then, long Hits, double Apart)> Pairs => _hits.Select(pair => (pair.Key.If, pair.Key.Then, pair.Value, _apart.GetValueOrDefault(pair.Key) / 2.0));

    private bool IsSameOccasion(IReadOnlyList<Purchase> purchases, int i)
    {
        for (var j = i - 1; j >= 0 && purchases[i].Ticks - purchases[j].Ticks <= window.Ticks; j--)
        {
            if (purchases[j].Label == purchases[i].Label)
                return true;
        }

        return false;
    }

    private void Count(IReadOnlyList<Purchase> purchases, int i)
    {
        var (at, label) = purchases[i];
        Occasions++;
        _times[label] = Times(label) + 1;
        _near.Clear();
        _before.Clear();
        _after.Clear();
        // What has the same time may stand before it.
        for (var j = i - 1; j >= 0 && at - purchases[j].Ticks <= 2 * window.Ticks; j--)
            (purchases[j].Ticks == at ? _near : at - purchases[j].Ticks > window.Ticks ? _before : null)?.Add(purchases[j].Label);
        for (var j = i + 1; j < purchases.Count && purchases[j].Ticks - at <= 2 * window.Ticks; j++)
            (purchases[j].Ticks - at <= window.Ticks ? _near : _after).Add(purchases[j].Label);
        Add(_hits, label, _near);
        Add(_apart, label, _before);
        Add(_apart, label, _after);
    }

    private static void Add(Dictionary<(int If, int Then), long> counts, int label, HashSet<int> others)
    {
        foreach (var other in others)
        {
            if (other != label)
                counts[(label, other)] = counts.GetValueOrDefault((label, other)) + 1;
        }
    }
}
