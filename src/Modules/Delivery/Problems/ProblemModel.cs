using Microsoft.EntityFrameworkCore;

namespace Diner.Delivery.Problems;

internal static class ProblemModel
{
    public static void AddTo(ModelBuilder model) => model.Entity<ProblemReport>(report =>
    {
        report.ToTable("delivery_problem_reports");
        report.HasIndex(r => new { r.OrderId, r.KeyId }).IsUnique();
        report.HasIndex(r => new { r.ShopId, r.OrderId });
        report.HasIndex(r => new { r.ShopId, r.ReportedAt }).HasFilter("state = 0").HasDatabaseName("ix_delivery_problem_reports_open");
    });
}
