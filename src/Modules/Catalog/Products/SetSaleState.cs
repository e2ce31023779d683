using Diner.Catalog.Editing;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Products;

/// <summary>When a product shall be sold. The two dates belong to <see cref="SaleState.Scheduled"/> alone.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="ProductId">The product.</param>
/// <param name="State">On sale, off sale, or between the dates.</param>
/// <param name="From">The first moment of a scheduled sale, UTC.</param>
/// <param name="Until">The moment it is over, UTC; null is open-ended.</param>
public sealed record SaleSchedule(ShopId ShopId, ProductId ProductId, SaleState State, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    internal Problem? Problem() => State switch
    {
        SaleState.OnSale or SaleState.OffSale when From is null && Until is null => null,
        SaleState.OnSale or SaleState.OffSale => Check.Refuse("from", "Leave the dates empty, or choose the state 'scheduled'."),
        SaleState.Scheduled when From is null => Check.Refuse("from", "Say when the scheduled sale begins."),
        SaleState.Scheduled when Until <= From => Check.Refuse("until", "Let the scheduled sale end after it begins, or leave its end empty."),
        SaleState.Scheduled => null,
        _ => Check.Refuse("state", "Choose one of the states on sale, off sale, scheduled."),
    };

    internal static SaleSchedule Of(Product product) => new(product.ShopId, product.Id, product.State, product.OnSaleFrom, product.OnSaleUntil);

    internal void WriteTo(Product product, DateTimeOffset now)
    {
        (product.State, product.OnSaleFrom, product.OnSaleUntil) = (State, From?.ToUniversalTime(), Until?.ToUniversalTime());
        product.UpdatedAt = now;
    }
}

/// <summary>Puts a product on sale, takes it off, or schedules it.</summary>
public sealed class SetSaleState(Database database, CatalogEdits edits, TimeProvider clock)
{
    /// <summary>The state now; <see cref="ProblemCode.NotFound"/>, or <see cref="ProblemCode.InvalidRequest"/> with the field.</summary>
    public async Task<Result<SaleState>> RunAsync(Actor actor, SaleSchedule schedule, CancellationToken ct)
    {
        if (schedule.Problem() is { } problem)
            return problem;
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Set<Product>().SingleOrDefaultAsync(p => p.Id == schedule.ProductId && p.ShopId == schedule.ShopId, ct) is not { } product)
            return new Problem(ProblemCode.NotFound, "There is no such product: save it first.", "product_id");
        var before = SaleSchedule.Of(product);
        schedule.WriteTo(product, clock.GetUtcNow());
        var entry = new AuditEntry("product.sale_changed", product.Slug)
        {
            Shop = product.ShopId, SubjectId = product.Id.Value, Before = before, After = SaleSchedule.Of(product),
        };
        return await edits.CommitAsync(work, actor, entry, unique: null, ct) is { } refused ? refused : product.State;
    }
}
