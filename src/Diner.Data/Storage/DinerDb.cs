using Diner.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Data.Storage;

/// <summary>
/// The model of every module in one context: migrations, back-office reads and writes. Entity types are internal to their module,
/// so a foreign join does not compile. Pooled; get it from <see cref="Database"/>.
/// </summary>
public sealed class DinerDb(DbContextOptions<DinerDb> options) : DbContext(options)
{
    private readonly DbContextOptions<DinerDb> _options = options;

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var services = _options.GetExtension<CoreOptionsExtension>().ApplicationServiceProvider
            ?? throw new InvalidOperationException("DinerDb needs the host's services to know the modules.");
        foreach (var module in services.GetServices<IModule>())
            module.AddModel(modelBuilder);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        var sqlite = Database.IsSqlite();
        foreach (var id in typeof(IEntityId<>).Assembly.GetExportedTypes().Where(IsId))
            conventions.Properties(id).HaveConversion((sqlite ? typeof(IdToText<>) : typeof(IdToGuid<>)).MakeGenericType(id));

        conventions.Properties<CurrencyCode>().HaveConversion<CurrencyToText>().HaveMaxLength(3);
        if (!sqlite)
            return;
        conventions.Properties<Guid>().HaveConversion<GuidToText>();
        conventions.Properties<DateTimeOffset>().HaveConversion<TimeToMicroseconds>();
    }

    private static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>));
}
