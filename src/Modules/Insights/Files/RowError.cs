namespace Diner.Insights.Files;

/// <summary>What is wrong in a line of a file.</summary>
/// <param name="Line">The line, from 1; the header is a line.</param>
/// <param name="Column">The column's name; empty for the line as a whole.</param>
/// <param name="Reason">What is wrong and what would be right.</param>
public sealed record RowError(long Line, string Column, string Reason);

/// <summary>What is wrong in a file: the first so many in full, the rest counted.</summary>
internal sealed class RowErrors(int keptMax)
{
    private readonly List<RowError> _first = [];

    public long Count { get; private set; }

    public IReadOnlyList<RowError> First => [.. _first.OrderBy(error => error.Line)];

    public void Add(long line, string column, string reason)
    {
        Count++;
        if (_first.Count < keptMax)
            _first.Add(new RowError(line, column, reason));
    }
}
