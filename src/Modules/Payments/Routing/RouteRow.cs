using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Routing;

/// <summary>What the router thought when it sent an order to be paid.</summary>
internal sealed class RouteRow
{
    public Guid Id { get; init; }

    public required string OrderNo { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>JSON of <see cref="RouteNote"/>s, in the router's order.</summary>
    public required string Notes { get; init; }

    public static void AddTo(ModelBuilder model) => model.Entity<RouteRow>(row =>
    {
        row.ToTable("payments_routes");
        row.HasKey(r => new { r.OrderNo, r.Id });
    });
}
