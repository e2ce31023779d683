using Diner.Payments.Attempts;
using Diner.Payments.Bills;
using Diner.Payments.Channels;
using Diner.Payments.Disputes;
using Diner.Payments.Health;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Payments.Routing;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments;

internal static class PaymentsModel
{
    public static void AddTo(ModelBuilder model)
    {
        model.Entity<ChannelRow>(channel =>
        {
            channel.ToTable("payments_channels");
            channel.HasIndex(c => c.ShopId);
        });
        PulseRow.AddTo(model);
        AttemptRow.AddTo(model);
        RefundRow.AddTo(model);
        RouteRow.AddTo(model);
        DisputeRow.AddTo(model);
        BillRecord.AddTo(model);
        BilledRow.AddTo(model);
        DifferenceRow.AddTo(model);
        model.Entity<Payment>(payment =>
        {
            payment.ToTable("payments_payments");
            payment.Property(p => p.RefundedMinor).HasDefaultValue(0);
            payment.Property(p => p.ChannelFeeMinor).HasDefaultValue(0);
            payment.Property(p => p.ChargedMinor).HasDefaultValue(0);
            payment.HasIndex(p => new { p.ChannelId, p.ProviderTransactionId }).IsUnique().HasDatabaseName("ux_payments_provider_transaction");
            payment.HasIndex(p => p.OrderId);
            payment.HasIndex(p => new { p.ShopId, p.OrderNo }).HasFilter("order_id is null").HasDatabaseName("ix_payments_payments_unmatched");
            payment.HasIndex(p => p.Id).HasFilter("outcome = 2").HasDatabaseName("ix_payments_unmatched");
            payment.HasIndex(p => new { p.ShopId, p.Id }).HasFilter("outcome = 2").HasDatabaseName("ix_payments_unmatched_of_shop");
        });
    }
}
