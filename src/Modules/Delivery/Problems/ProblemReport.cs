using Diner.Kernel;

namespace Diner.Delivery.Problems;

internal sealed class ProblemReport
{
    public Guid Id { get; init; }

    public ShopId ShopId { get; init; }

    public OrderId OrderId { get; init; }

    public KeyId KeyId { get; init; }

    /// <summary>The buyer's words; may be empty.</summary>
    public required string Note { get; init; }

    public DateTimeOffset ReportedAt { get; init; }
}
