using Diner.Insights.History;
using Diner.Insights.Occasions;
using Diner.Insights.Sales;
using Microsoft.EntityFrameworkCore;

namespace Diner.Insights;

/// <summary>The tables of insights.</summary>
internal static class InsightsModel
{
    public static void AddTo(ModelBuilder model)
    {
        model.Entity<SaleFact>(fact =>
        {
            fact.ToTable("insights_sales");
            fact.HasKey(f => new { f.ShopId, f.OrderNo, f.VariantId, f.Reference });
            fact.Property(f => f.CostMinor).HasDefaultValue(0L);
        });
        model.Entity<VariantHour>(hour =>
        {
            hour.ToTable("insights_variant_hours");
            hour.HasKey(h => new { h.ShopId, h.VariantId, h.Hour });
            hour.HasIndex(h => new { h.ShopId, h.Hour });
        });
        model.Entity<BuyerDay>().ToTable("insights_buyer_days").HasKey(day => new { day.ShopId, day.Month, day.Buyer, day.Day });
        model.Entity<Occasion>().ToTable("insights_occasions").HasKey(occasion => new { occasion.ShopId, occasion.At, occasion.Name, occasion.Scope });
        model.Entity<VariantLabel>().ToTable("insights_variant_labels").HasKey(label => new { label.ShopId, label.Label });
    }
}
