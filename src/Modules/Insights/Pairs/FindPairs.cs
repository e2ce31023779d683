namespace Diner.Insights.Pairs;

/// <summary>Tells the pairs that are no chance from those that are.</summary>
internal static class FindPairs
{
    private const long CountMin = 10;
    private const double ConfidenceMin = 0.05;
    private const double LiftMin = 1.2;

    /// <summary>Standard errors by which pairs must be more than the same buyers' purchases a day off.</summary>
    private const double SureMin = 5;

    /// <summary>Surest first.</summary>
    public static IReadOnlyList<Pair> Run(BuyerPairs counted, string of, Func<int, string> name) =>
    [
        .. counted.Pairs.Where(pair => pair.Hits >= CountMin && (pair.Hits - pair.Apart) / Math.Sqrt(pair.Hits + (pair.Apart / 2)) >= SureMin)
            .Select(pair => Of(counted, pair, of, name)).Where(pair => pair.Confidence >= ConfidenceMin && pair.Lift >= LiftMin)
            .OrderByDescending(pair => pair.Confidence).ThenBy(pair => pair.If, StringComparer.Ordinal).ThenBy(pair => pair.Then, StringComparer.Ordinal),
    ];

    private static Pair Of(BuyerPairs counted, (int If, int Then, long Hits, double Apart) pair, string of, Func<int, string> name)
    {
        double times = counted.Times(pair.If), all = counted.Occasions;
        var (share, anyway) = (pair.Hits / times, Math.Min(pair.Apart / times, 0.99));
        return new Pair(name(pair.If), name(pair.Then), of, Math.Round(pair.Hits / all, 6), Math.Round((share - anyway) / (1 - anyway), 4), Math.Round(share / (counted.Times(pair.Then) / all), 3)) { Count = pair.Hits };
    }
}
