using Diner.Kernel;

namespace Diner.Delivery.Problems;

/// <summary>Where a report is. The numbers are stored.</summary>
public enum ReportState : short
{
    /// <summary>The shop has not answered yet.</summary>
    Open = 0,

    /// <summary>The buyer has another key.</summary>
    Replaced = 1,

    /// <summary>The shop explained why the key is good.</summary>
    Explained = 2,

    /// <summary>The shop ended it without more to do.</summary>
    Closed = 3,
}

internal sealed class ProblemReport
{
    public Guid Id { get; init; }

    public ShopId ShopId { get; init; }

    public OrderId OrderId { get; init; }

    public KeyId KeyId { get; init; }

    /// <summary>The buyer's words; may be empty.</summary>
    public required string Note { get; init; }

    public DateTimeOffset ReportedAt { get; init; }

    public ReportState State { get; init; }

    /// <summary>The shop's words to the buyer; empty while it is open, and when nothing was said.</summary>
    public string Answer { get; init; } = "";

    public DateTimeOffset? AnsweredAt { get; init; }
}
