using Diner.Data;
using Diner.Ledger.Balances;
using Diner.Ledger.Postings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Ledger;

/// <summary>Double entry: every posting sums to zero, held by the database; and pay-outs to merchants.</summary>
public sealed class LedgerModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PostEntries>();
        services.AddSingleton<Balances.Balances>();
        services.AddSingleton<ReadPostings>();
        services.AddSingleton<FoldDeltas>();
        services.AddHostedService(house => house.GetRequiredService<FoldDeltas>());
        services.AddPayouts();
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model)
    {
        model.Entity<Posting>(posting =>
        {
            posting.ToTable("ledger_postings");
            posting.HasIndex(p => p.OrderId, "ux_ledger_postings_sale").IsUnique().HasFilter("kind = 0").HasDatabaseName("ux_ledger_postings_sale");
            posting.HasIndex(p => new { p.SourceId, p.Kind }).IsUnique().HasFilter("source_id is not null").HasDatabaseName("ux_ledger_postings_source");
            posting.HasIndex(p => p.OrderId, "ix_ledger_postings_order").HasFilter("kind <> 0").HasDatabaseName("ix_ledger_postings_order");
        });
        model.Entity<Entry>().ToTable("ledger_entries").HasKey(entry => new { entry.PostingId, entry.Line });
        BalanceRow.AddTo(model);
        model.AddPayouts();
    }
}
