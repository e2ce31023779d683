using Diner.Data.Audit;
using Diner.Data.Events;
using Diner.Data.Files;
using Diner.Data.Lanes;
using Diner.Data.LongWork;
using Diner.Data.Outbound;
using Diner.Data.Protection;
using Diner.Data.Secrets;
using Diner.Data.Settings;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Diner.Data;

/// <summary>The database, the event feed, long work, the key ring, the guard on calls outside.</summary>
public sealed class DataModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddPooledDbContextFactory<DinerDb>((provider, options) => DatabaseSetup.Configure(options, provider.GetRequiredService<DatabaseOptions>()));
        services.AddSingleton<Database>();
        services.AddSingleton<IdSource>();
        services.AddSingleton<KeyRing>();
        services.AddProtectionKeys();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<Deeds>();
        services.AddSingleton<AuditSearch>();
        services.AddSingleton<VerifyAudit>();
        services.AddSingleton<ExportAudit>();
        services.AddSingleton<ILongWork, AuditExport>();
        services.AddSingleton<GrantRole>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<FeedSignal>();
        services.AddSingleton<GiveWay>();
        services.AddSingleton<FollowerContext>();
        services.AddLongWork();
        services.AddSingleton<SettingsBook>();
        services.AddSingleton<SaveSettings>();
        services.TryAddSingleton(new OutboundOptions());
        services.AddSingleton(house => new OutboundGuard(house.GetRequiredService<OutboundOptions>()));
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model)
    {
        model.Entity<EventRow>(row =>
        {
            row.ToTable("data_events");
            row.HasIndex(e => new { e.Xid, e.Id });
        });
        model.Entity<CursorRow>().ToTable("data_cursors").HasKey(cursor => cursor.Follower);
        AuditModel.AddTo(model);
        FileModel.AddTo(model);
        WorkModel.AddTo(model);
        model.Entity<ProtectionKey>().ToTable("data_protection_keys").HasKey(key => key.Name);
        SettingsRow.AddTo(model);
        model.Entity<ProtectionKey>().ToTable("data_protection_keys").HasKey(key => key.Name);
        model.Entity<SecretRow>().ToTable("data_secrets").HasKey(secret => secret.Name);
    }
}
