using Diner.Data;
using Diner.Insights.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Insights;

/// <summary>What a shop's trade looks like from a distance: roll-ups made from events.</summary>
public sealed class InsightsModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SalesRates>();
        services.AddSingleton<CountSales>();
        services.AddHostedService(provider => provider.GetRequiredService<CountSales>());
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model) => model.Entity<VariantHour>(hour =>
    {
        hour.ToTable("insights_variant_hours");
        hour.HasKey(h => new { h.ShopId, h.VariantId, h.Hour });
        hour.HasIndex(h => new { h.ShopId, h.Hour });
    });
}
