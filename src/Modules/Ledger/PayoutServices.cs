using Diner.Ledger.Destinations;
using Diner.Ledger.PayoutBatches;
using Diner.Ledger.Payouts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Ledger;

internal static class PayoutServices
{
    public static void AddPayouts(this IServiceCollection services)
    {
        services.AddSingleton<KeepDestinations>();
        services.AddSingleton<WritePayouts>();
        services.AddSingleton<ReadPayouts>();
        services.AddSingleton<HandlePayout>();
        services.AddSingleton<EnterResult>();
        services.AddSingleton<SetPayoutTerms>();
        services.AddSingleton<SendingPayouts>();
        services.AddSingleton<MakeBatch>();
        services.AddSingleton<BatchViews>();
    }

    public static void AddPayouts(this ModelBuilder model)
    {
        PayoutRow.AddTo(model);
        DestinationRow.AddTo(model);
        BatchRow.AddTo(model);
    }
}
