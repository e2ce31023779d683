using Microsoft.EntityFrameworkCore;

namespace Diner.Ordering.Holds;

internal static class HoldModel
{
    public static void AddTo(ModelBuilder model) => model.Entity<Hold>(hold =>
    {
        hold.ToTable("ordering_holds");
        hold.HasKey(h => h.OrderId);
        hold.HasIndex(h => h.ExpiresAt);
        hold.HasIndex(h => h.ContactHash);
        hold.HasIndex(h => h.AddressHash);
        hold.HasIndex(h => h.DeviceHash);
        hold.HasIndex(h => h.OrderId).HasFilter("is_free").HasDatabaseName("ix_ordering_holds_free");
    });
}
