using System.Data.Common;

namespace Diner.Data.Sql;

/// <summary>A statement of a batch: its text, its arguments, and what is done with what it returns.</summary>
/// <param name="Sql">The text for both databases.</param>
/// <param name="Args">Scalar arguments, or the columns of a statement over rows.</param>
/// <param name="OverRows">True when the arguments are columns: arrays of one length.</param>
/// <param name="ExpectedRows">How many rows it must touch, or null when that is not known.</param>
/// <param name="OnRow">Takes each returned row, or null when it returns none.</param>
/// <param name="OnCount">Takes the number of rows touched, or null.</param>
internal sealed record SqlStatement(
    SqlText Sql, object?[] Args, bool OverRows, int? ExpectedRows = null, Action<DbDataReader>? OnRow = null, Action<int>? OnCount = null)
{
    public int RowCount => OverRows ? ((Array)Args[0]!).Length : 1;
}

/// <summary>Rows a batch will have read once it was sent.</summary>
public sealed class SqlRows<T>
{
    private readonly List<T> _rows = [];

    /// <summary>The rows, in the order the database gave them.</summary>
    public IReadOnlyList<T> Rows => _rows;

    internal void Add(T row) => _rows.Add(row);
}

/// <summary>A count a batch will know once it was sent.</summary>
public sealed class SqlCount
{
    /// <summary>Rows touched.</summary>
    public int Value { get; internal set; }
}
