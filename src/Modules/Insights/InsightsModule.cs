using Diner.Data;
using Diner.Insights.History;
using Diner.Insights.Report;
using Diner.Insights.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Insights;

/// <summary>What a shop's trade looks like from a distance: facts and roll-ups made from events, and what is read off them.</summary>
public sealed class InsightsModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SalesRates>();
        services.AddSingleton<SaleSources>();
        services.AddSingleton<CountSales>();
        services.AddHostedService(provider => provider.GetRequiredService<CountSales>());
        services.AddSingleton<RebuildRollUps>();
        services.AddSingleton<HistoryParts>();
        services.AddSingleton<ImportHistory>();
        services.AddSingleton<ReadReport>();
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model) => InsightsModel.AddTo(model);
}
