using Diner.Catalog.Editing;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Products;

/// <summary>When a product shall be sold. The two dates belong to <see cref="SaleState.Scheduled"/> alone.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="State">On sale, off sale, or between the dates.</param>
/// <param name="From">The first moment of a scheduled sale, UTC.</param>
/// <param name="Until">The moment it is over, UTC; null is open-ended.</param>
public sealed record SaleSchedule(ProductId ProductId, SaleState State, DateTimeOffset? From = null, DateTimeOffset? Until = null)
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
}

/// <summary>Puts a product on sale, takes it off, or schedules it.</summary>
public sealed class SetSaleState(Database database, CatalogChanges changes, TimeProvider clock)
{
    /// <summary>The state now; <see cref="ProblemCode.NotFound"/>, or <see cref="ProblemCode.InvalidRequest"/> with the field.</summary>
    public async Task<Result<SaleState>> RunAsync(SaleSchedule schedule, CancellationToken ct)
    {
        if (schedule.Problem() is { } problem)
            return problem;
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Set<Product>().SingleOrDefaultAsync(p => p.Id == schedule.ProductId, ct) is not { } product)
            return new Problem(ProblemCode.NotFound, "There is no such product: save it first.", "product_id");
        (product.State, product.OnSaleFrom, product.OnSaleUntil) = (schedule.State, schedule.From?.ToUniversalTime(), schedule.Until?.ToUniversalTime());
        product.UpdatedAt = clock.GetUtcNow();
        await work.CommitAsync(ct);
        changes.Announce(product.ShopId);
        return product.State;
    }
}
