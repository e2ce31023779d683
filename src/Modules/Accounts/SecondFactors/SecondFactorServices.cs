using Diner.Accounts.Tries;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Accounts.SecondFactors;

internal static class SecondFactorServices
{
    /// <summary>Enrolling, proving, recovering.</summary>
    public static void AddSecondFactors(this IServiceCollection services)
    {
        services.AddSingleton<TryGate>();
        services.AddSingleton<TotpSecrets>();
        services.AddSingleton<SecondFactorTools>();
        services.AddSingleton(house => new RecoveryCodes(house.GetRequiredService<Database>(), house.GetRequiredService<TotpSecrets>(), house.GetRequiredService<TimeProvider>()));
        services.AddSingleton(house => new EnrolAuthenticator(house.GetRequiredService<SecondFactorTools>(), house.GetRequiredService<AuditTrail>()));
        services.AddSingleton(house => new ProveSecondFactor(house.GetRequiredService<SecondFactorTools>(), house.GetRequiredService<TryGate>(), house.GetRequiredService<AuditTrail>()));
    }
}
