using Microsoft.EntityFrameworkCore;

namespace Diner.Data.LongWork;

internal static class WorkModel
{
    public static void AddTo(ModelBuilder model) => model.Entity<WorkRow>(row =>
    {
        row.ToTable("data_work");
        row.Ignore(r => r.Actor);
        row.HasIndex(r => new { r.ShopId, r.Id });
        row.HasIndex(r => new { r.Kind, r.Id });
        row.HasIndex(r => r.Id).HasDatabaseName("ix_data_work_open").HasFilter("state <= 1");
    });
}
