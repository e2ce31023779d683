namespace Diner.Payments.Bills;

/// <summary>How a provider lays out its bill.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Columns">The columns that must be there: the row that has them all is the header.</param>
/// <param name="Read">The movement of a row; null for a row that moves no money.</param>
internal sealed record BillShape(string Name, IReadOnlyList<string> Columns, Func<BillRow, BillLine?> Read)
{
    /// <summary>True for the row after the last movement, where totals begin.</summary>
    public Func<BillRow, bool> IsEnd { get; init; } = _ => false;

    /// <summary>True when lines that begin with # say nothing of money.</summary>
    public bool HasComments { get; init; }

    /// <summary>The bill's own clock: hours east of UTC.</summary>
    public TimeSpan East { get; init; }
}
