using Diner.Data;
using Diner.Ledger.Postings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Ledger;

/// <summary>Double entry: every posting sums to zero, held by the database.</summary>
public sealed class LedgerModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services) => services.AddSingleton<PostSales>();

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model)
    {
        model.Entity<Posting>(posting =>
        {
            posting.ToTable("ledger_postings");
            posting.HasIndex(p => new { p.OrderId, p.Kind }).IsUnique().HasDatabaseName("ux_ledger_postings_order_kind");
        });
        model.Entity<Entry>().ToTable("ledger_entries").HasKey(entry => new { entry.PostingId, entry.Line });
    }
}
