using Diner.Catalog.Editing;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Lanes;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Domains;

/// <summary>Gives a shop a host name of its own, or takes it away.</summary>
public sealed class SetDomain(Database database, CatalogChanges changes, AuditTrail audit)
{
    private const string Field = "domain";

    /// <summary>
    /// The shop as it is now. <see cref="ProblemCode.UnknownShop"/>; <see cref="ProblemCode.InvalidRequest"/> for what is no host name;
    /// <see cref="ProblemCode.WrongState"/> when another shop has it.
    /// </summary>
    public async Task<Result<ShopView>> RunAsync(Actor actor, ShopId shopId, string text, CancellationToken ct)
    {
        var domain = text.Trim().Length == 0 ? null : DomainName.Normalise(text);
        if (domain is null && text.Trim().Length > 0)
            return Check.Refuse(Field, "Give a host name alone, such as cards.example.com: no scheme, no port, no path.");
        try
        {
            await using var work = await database.BeginAsync(ct);
            if (await work.Db.Set<Shop>().SingleOrDefaultAsync(s => s.Id == shopId, ct) is not { } shop)
                return CatalogEdits.UnknownShop;
            var before = new DomainFacts(shop.Domain);
            shop.Domain = domain;
            await audit.AddAsync(work, actor, new AuditEntry("shop.domain_set", shop.Slug) { Merchant = shop.MerchantId, Shop = shop.Id, SubjectId = shop.Id.Value, Before = before, After = new DomainFacts(domain) }, ct);
            await work.CommitAsync(ct);
            changes.Announce(shopId);
            return Shops.Shops.View(shop);
        }
        catch (Exception failure) when (DatabaseFailures.IsUniqueViolation(failure, "ix_catalog_shops_domain", "catalog_shops.domain"))
        {
            return new Problem(ProblemCode.WrongState, "Another shop has that host name.", Field);
        }
    }

    private sealed record DomainFacts(string? Domain);
}
