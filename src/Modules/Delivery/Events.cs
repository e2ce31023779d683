using Diner.Data.Events;
using Diner.Kernel;

namespace Diner.Delivery;

/// <summary>A buyer says that a delivered key does not work.</summary>
/// <param name="ShopId">Where it was bought.</param>
/// <param name="SubjectId">The report.</param>
/// <param name="OrderId">The order.</param>
/// <param name="KeyId">The key.</param>
public sealed record ProblemReported(ShopId ShopId, Guid SubjectId, OrderId OrderId, KeyId KeyId) : IEvent
{
    /// <inheritdoc/>
    public static string Kind => "problem.reported";
}
