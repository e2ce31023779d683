using Diner.Catalog.Editing;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Shops;

/// <summary>On what terms a shop sells: the operator's word, which no edit by the merchant touches.</summary>
/// <param name="FeeBasisPoints">The platform's share of each sale, hundredths of a percent.</param>
/// <param name="OrderMaxMinor">The largest amount of one order, minor units; null is no limit.</param>
public sealed record ShopTermsEdit(int FeeBasisPoints, long? OrderMaxMinor);

/// <summary>Sets on what terms a shop sells, from the next order on.</summary>
public sealed class SetTerms(Database database, CatalogChanges changes, AuditTrail audit)
{
    private const int FeeBasisPointsMax = 5_000;
    private const long OrderMaxMinorMax = 1_000_000_000_000;

    /// <summary>The shop as it is now; <see cref="ProblemCode.UnknownShop"/>, or <see cref="ProblemCode.InvalidRequest"/> with the field.</summary>
    public async Task<Result<ShopView>> RunAsync(Actor actor, ShopId shopId, ShopTermsEdit terms, CancellationToken ct)
    {
        if (terms.FeeBasisPoints is < 0 or > FeeBasisPointsMax)
            return Check.Refuse("fee_basis_points", $"Choose a number from 0 to {FeeBasisPointsMax}.");
        if (terms.OrderMaxMinor is <= 0 or > OrderMaxMinorMax)
            return Check.Refuse("order_max", "Give the largest order as an amount above zero, or none.");
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Set<Shop>().SingleOrDefaultAsync(s => s.Id == shopId, ct) is not { } shop)
            return CatalogEdits.UnknownShop;
        var before = new ShopTermsEdit(shop.FeeBasisPoints, shop.OrderMaxMinor);
        (shop.FeeBasisPoints, shop.OrderMaxMinor) = (terms.FeeBasisPoints, terms.OrderMaxMinor);
        await audit.AddAsync(work, actor, new AuditEntry("shop.terms_set", shop.Slug) { Merchant = shop.MerchantId, Shop = shop.Id, SubjectId = shop.Id.Value, Before = before, After = terms }, ct);
        await work.CommitAsync(ct);
        changes.Announce(shopId);
        return Shops.View(shop);
    }
}
