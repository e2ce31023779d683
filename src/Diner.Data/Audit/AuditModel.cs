using Microsoft.EntityFrameworkCore;

namespace Diner.Data.Audit;

internal static class AuditModel
{
    public static void AddTo(ModelBuilder model)
    {
        model.Entity<AuditRow>(row =>
        {
            row.ToTable("data_audit");
            row.HasKey(r => r.Number);
            row.Property(r => r.Number).ValueGeneratedNever();
            row.HasIndex(r => new { r.MerchantId, r.Number });
            row.HasIndex(r => new { r.ShopId, r.Number });
            row.HasIndex(r => new { r.ActorName, r.Number });
            row.HasIndex(r => new { r.Action, r.Number });
            row.HasIndex(r => new { r.Subject, r.Number });
            row.HasIndex(r => new { r.SubjectId, r.Number });
            row.HasIndex(r => r.At);
            row.HasIndex(r => r.Number).HasDatabaseName("ix_data_audit_refused").HasFilter("not succeeded");
        });
        model.Entity<AuditHead>(head =>
        {
            head.ToTable("data_audit_head", table => table.HasCheckConstraint("ck_data_audit_head_one", "id = 1"));
            head.Property(h => h.Id).ValueGeneratedNever();
        });
    }
}

/// <summary>The last link of the chain; its one row is the lock under which rows are added.</summary>
internal sealed class AuditHead
{
    public int Id { get; init; }

    public long Number { get; set; }

    public required byte[] Hash { get; set; }
}
