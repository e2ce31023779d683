using Diner.Data;
using Diner.Data.Storage;
using Diner.Insights.Effects;
using Diner.Insights.History;
using Diner.Insights.Occasions;
using Diner.Insights.Pairs;
using Diner.Insights.Report;
using Diner.Insights.Sales;
using Diner.Insights.Service;
using Diner.Insights.Stock;
using Diner.Insights.Trade;
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
        services.AddSingleton<ImportOccasions>();
        services.AddSingleton<ReadTrade>();
        services.AddSingleton<ReadEffects>();
        services.AddSingleton<ReadStock>();
        services.AddSingleton<ReadPairs>();
        services.AddSingleton<ReadWaits>();
        services.AddSingleton<ReportParts>();
        services.AddSingleton(provider => new ReadReport(provider.GetRequiredService<Database>(), provider.GetRequiredService<ReportParts>()));
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model) => InsightsModel.AddTo(model);
}
