using Diner.Data;
using Diner.Data.LongWork;
using Diner.Vault.Batches;
using Diner.Vault.Browse;
using Diner.Vault.Import;
using Diner.Vault.Jobs;
using Diner.Vault.Keys;
using Diner.Vault.Pools;
using Diner.Vault.Replacement;
using Diner.Vault.Receive;
using Diner.Vault.Sealing;
using Diner.Vault.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Vault;

/// <summary>Sealed keys: import, dedupe, batches, allocation, reveal, expiry.</summary>
public sealed class VaultModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ShopSeals>();
        services.AddSingleton<ImportTurns>();
        services.AddSingleton<IncomingKeys>();
        services.AddSingleton<KeyStagings>();
        services.AddSingleton<ImportKeys>();
        services.AddSingleton<ExportKeys>();
        services.AddStock();
        services.AddKeysOfOrders();
        services.AddSingleton<FindKey>();
        services.AddSingleton<FulfilByHand>();
        services.AddSingleton<RecordBatch>();
        services.AddSingleton<WithdrawBatch>();
        services.AddSingleton<MoveKeys>();
        services.AddSingleton<RecycleKeys>();
        services.AddSingleton<RestoreKeys>();
        services.AddSingleton<ReceiveKeyFile>();
        services.AddSingleton<PreviewKeyFile>();
        services.AddSingleton<StartImport>();
        services.AddSingleton<StartExport>();
        services.AddSingleton<ILongWork, ImportWork>();
        services.AddSingleton<ILongWork, ExportWork>();
        services.AddSingleton<PoolList>();
        services.AddSingleton<BatchList>();
        services.AddSingleton<KeyCosts>();
        services.AddSingleton<KeyList>();
        services.AddSingleton<ExpireKeys>();
        services.AddHostedService(provider => provider.GetRequiredService<ExpireKeys>());
        services.AddSingleton<FinishImports>();
        services.AddHostedService(provider => provider.GetRequiredService<FinishImports>());
        services.AddSingleton<PurgeKeys>();
        services.AddHostedService(provider => provider.GetRequiredService<PurgeKeys>());
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model) => VaultModel.AddTo(model);
}
