using System.Text.Json;
using Diner.Catalog.Editing;
using Diner.Catalog.Limits;
using Diner.Data.Audit;
using Diner.Data.Lanes;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Catalog.Shops;

/// <summary>A shop to be opened.</summary>
/// <param name="Slug">Its name in addresses; 2 to 60 lower-case letters, digits, single hyphens.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">What it sells in; fixed for ever.</param>
public sealed record NewShop(string Slug, string Name, CurrencyCode Currency)
{
    /// <summary>Who sells here.</summary>
    public MerchantId Merchant { get; init; } = MerchantId.House;
}

/// <summary>Opens a shop.</summary>
public sealed class OpenShop(Database database, IdSource ids, CatalogChanges changes, AuditTrail audit, TimeProvider clock)
{
    /// <summary>
    /// The shop, open and empty. A slug that is taken, or a name that is not one, is <see cref="ProblemCode.InvalidRequest"/> with its field; a merchant that has
    /// as many shops as the operator lets it is <see cref="ProblemCode.LimitReached"/>.
    /// </summary>
    public async Task<Result<ShopView>> RunAsync(Actor actor, NewShop request, CancellationToken ct)
    {
        if ((Check.Slug(request.Slug) ?? Check.Name(request.Name)) is { } problem)
            return problem;
        var shop = new Shop
        {
            Id = ids.Next<ShopId>(),
            MerchantId = request.Merchant,
            Slug = request.Slug,
            Name = request.Name.Trim(),
            Currency = request.Currency,
            Settings = JsonSerializer.Serialize(new ShopSettings()),
            CreatedAt = clock.GetUtcNow(),
        };
        try
        {
            await using var work = await database.BeginAsync(ct);
            if (await LimitRoom.ForShopAsync(work, shop.MerchantId, ct) is { } full)
                return full;
            work.Db.Add(shop);
            await audit.AddAsync(work, actor, new AuditEntry("shop.opened", shop.Slug) { Merchant = shop.MerchantId, Shop = shop.Id, SubjectId = shop.Id.Value, After = request }, ct);
            await work.CommitAsync(ct);
        }
        catch (Exception failure) when (DatabaseFailures.IsUniqueViolation(failure, "ix_catalog_shops_slug", "catalog_shops.slug"))
        {
            return Check.Refuse("slug", $"Another shop has the address '{request.Slug}': choose another one.");
        }

        changes.Announce(shop.Id);
        return Shops.View(shop);
    }
}
