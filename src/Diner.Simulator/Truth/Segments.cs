namespace Diner.Simulator.Truth;

/// <summary>How many of one kind there are in a month, and what they spent.</summary>
internal readonly record struct Segment(int Count, long RevenueMinor)
{
    public Segment Plus(long amountMinor) => new(Count + 1, RevenueMinor + amountMinor);
}

/// <summary>A month of the shop's clock.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Whale">Above 5000.</param>
/// <param name="Regular">From 500 to 5000.</param>
/// <param name="Casual">Below 500.</param>
/// <param name="Drifting">Bought in the month before and not in this; the revenue is that of the month before.</param>
internal sealed record MonthOfSegments(DateTime Month, Segment Whale, Segment Regular, Segment Casual, Segment Drifting);

/// <summary>Counts buyers into segments from what was generated, not from what was planned.</summary>
internal sealed class Segments(DateTime from)
{
    private const long WhaleAboveMinor = 5_000_00;
    private const long RegularFromMinor = 500_00;

    private readonly List<MonthOfSegments> _months = [];
    private List<long> _spent = [];
    private List<long> _before = [];
    private DateTime _month = new(from.Year, from.Month, 1);

    /// <summary>Counts an order; they come in the order of time.</summary>
    public void Count(DateTime at, int buyer, long amountMinor)
    {
        while (at >= _month.AddMonths(1))
            CloseMonth();
        while (_spent.Count <= buyer)
            _spent.Add(0);
        _spent[buyer] += amountMinor;
    }

    /// <summary>Every month up to the end, oldest first.</summary>
    public IReadOnlyList<MonthOfSegments> Close(DateTime to)
    {
        while (_month < to)
            CloseMonth();
        return _months;
    }

    private void CloseMonth()
    {
        var (whale, regular, casual, drifting) = (default(Segment), default(Segment), default(Segment), default(Segment));
        for (var buyer = 0; buyer < Math.Max(_spent.Count, _before.Count); buyer++)
        {
            var (spent, before) = (buyer < _spent.Count ? _spent[buyer] : 0, buyer < _before.Count ? _before[buyer] : 0);
            if (spent > WhaleAboveMinor)
                whale = whale.Plus(spent);
            else if (spent >= RegularFromMinor)
                regular = regular.Plus(spent);
            else if (spent > 0)
                casual = casual.Plus(spent);
            else if (before > 0)
                drifting = drifting.Plus(before);
        }

        _months.Add(new MonthOfSegments(_month, whale, regular, casual, drifting));
        (_before, _spent) = (_spent, _before);
        _spent.Clear();
        _month = _month.AddMonths(1);
    }
}
