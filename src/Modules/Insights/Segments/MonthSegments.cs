using Diner.Kernel;

namespace Diner.Insights.Segments;

/// <summary>What a month's spending makes of a buyer; minor units of the shop's currency.</summary>
/// <param name="WhaleMinor">Who spends more is a whale.</param>
/// <param name="RegularMinor">Who spends at least this, and is no whale, is a regular; who spends less is casual.</param>
public sealed record SegmentBounds(long WhaleMinor, long RegularMinor)
{
    /// <summary>The upper bound where nobody chose one.</summary>
    public const int WhaleMajor = 5_000;

    /// <summary>The lower bound where nobody chose one.</summary>
    public const int RegularMajor = 500;

    /// <summary>Bounds in major units of a currency.</summary>
    public static SegmentBounds OfMajor(int whale, int regular, CurrencyCode currency) => new(whale * currency.MinorPerMajor, regular * currency.MinorPerMajor);
}

/// <summary>Buyers of one segment in a month.</summary>
/// <param name="Count">How many.</param>
/// <param name="Revenue">What they spent in the month, major units of the shop's currency.</param>
public sealed record Segment(int Count, decimal Revenue);

/// <summary>A month's buyers.</summary>
/// <param name="Month">2026-01.</param>
/// <param name="Whale">Spent more than the upper bound.</param>
/// <param name="Regular">Spent from the lower bound to the upper.</param>
/// <param name="Casual">Bought, and spent less.</param>
/// <param name="Drifting">Bought in the month before and not in this. Their revenue is what went back to them, so that the four sum to the month's.</param>
public sealed record MonthSegments(string Month, Segment Whale, Segment Regular, Segment Casual, Segment Drifting);

/// <summary>What one buyer did in one month.</summary>
internal readonly record struct BuyerMonth(int Month, Guid Buyer, long Orders, long RevenueMinor);

/// <summary>Tells the four kinds of buyers apart, month by month.</summary>
internal static class SplitMonths
{
    /// <param name="sums">One per buyer and month, by month.</param>
    /// <param name="months">First and last month to answer.</param>
    /// <param name="bounds">The bounds.</param>
    /// <param name="minorPerMajor">Minor units of the currency's major one.</param>
    /// <param name="ct">Stops.</param>
    public static async Task<IReadOnlyList<MonthSegments>> RunAsync(
        IAsyncEnumerable<BuyerMonth> sums, (int First, int Last) months, SegmentBounds bounds, long minorPerMajor, CancellationToken ct)
    {
        var answer = new List<MonthSegments>();
        var (before, month, now) = (new HashSet<Guid>(), months.First - 1, new Tally());
        await foreach (var sum in sums.WithCancellation(ct))
        {
            while (month < sum.Month)
                Close();
            now.Add(sum, bounds, before);
        }

        while (month <= months.Last)
            Close();
        return answer;

        void Close()
        {
            if (month >= months.First && month <= months.Last)
                answer.Add(now.Answer(month, before, minorPerMajor));
            (before, now, month) = (now.Buyers, new Tally(), month + 1);
        }
    }

    private sealed class Tally
    {
        private readonly (int Count, long Minor)[] _segments = new (int, long)[3];
        private long _backMinor;

        public HashSet<Guid> Buyers { get; } = [];

        public void Add(BuyerMonth sum, SegmentBounds bounds, HashSet<Guid> before)
        {
            // Money that went back to who bought nothing this month lowers the month all the same.
            if (sum.Orders == 0)
            {
                _backMinor += sum.RevenueMinor;
                return;
            }

            Buyers.Add(sum.Buyer);
            before.Remove(sum.Buyer);
            ref var segment = ref _segments[sum.RevenueMinor > bounds.WhaleMinor ? 0 : sum.RevenueMinor >= bounds.RegularMinor ? 1 : 2];
            segment = (segment.Count + 1, segment.Minor + sum.RevenueMinor);
        }

        // Who bought in the month before was taken out of it when they bought again: what is left drifts.
        public MonthSegments Answer(int month, HashSet<Guid> before, long minorPerMajor)
        {
            var segments = _segments.Select(segment => new Segment(segment.Count, (decimal)segment.Minor / minorPerMajor)).ToList();
            return new MonthSegments(
                FormattableString.Invariant($"{month / 12:0000}-{(month % 12) + 1:00}"), segments[0], segments[1], segments[2], new Segment(before.Count, (decimal)_backMinor / minorPerMajor));
        }
    }
}
