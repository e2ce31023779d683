using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Coupons.Rules;
using Diner.Kernel;

namespace Diner.Web.Merchant.Coupons;

/// <summary>What a coupon is for, by the addresses people know.</summary>
public sealed record CouponScope(IReadOnlyList<string> ProductSlugs, IReadOnlyList<string> CategorySlugs);

/// <summary>A coupon, what stands in its form, and what was not right there.</summary>
internal sealed record CouponEditing(CouponView Coupon, CouponForm Form, Problem? Problem)
{
    /// <summary>One that is not saved yet: it has no id.</summary>
    public static readonly CouponView Unsaved = new(default, "", new CouponTerms(), IsList: false, Code: null);
}

/// <summary>What the pages of coupons are made from.</summary>
internal sealed class CouponDesk(CouponQueries coupons, GoodsQueries goods, SaveCoupon save)
{
    public CouponQueries Coupons => coupons;

    public Task<IReadOnlyList<CategoryLine>> CategoriesAsync(ShopView shop, CancellationToken ct) => goods.CategoriesAsync(shop.Id, ct);

    /// <summary>What the coupon is for; what is not there any more is left out.</summary>
    public async Task<CouponScope> ScopeAsync(ShopView shop, CouponTerms terms, CancellationToken ct)
    {
        var products = await goods.FindAsync(shop.Id, terms.Products, ct);
        var categories = await goods.CategoriesAsync(shop.Id, ct);
        return new CouponScope([.. products.Select(p => p.Product.Slug)], [.. categories.Where(c => terms.Categories.Contains(c.Id)).Select(c => c.Category.Slug)]);
    }

    /// <summary>Saves what the form says; the coupon's id, or the problem with its field.</summary>
    public async Task<Result<CouponId>> SaveAsync(Access.Desk desk, CouponId? id, CouponForm form, CancellationToken ct)
    {
        var slugs = form.ProductSlugs;
        var products = await goods.FindIdsAsync(desk.Shop.Id, slugs, ct);
        if (slugs.FirstOrDefault(slug => !products.ContainsKey(slug)) is { } unknown)
            return new Problem(ProblemCode.InvalidRequest, unknown, "products");
        var categories = (await goods.CategoriesAsync(desk.Shop.Id, ct)).Where(c => form.Categories.Contains(c.Category.Slug)).Select(c => c.Id).ToList();
        var draft = form.ToDraft(desk.Shop, id, ([.. products.Values], categories));
        return draft.IsOk ? await save.RunAsync(desk.Actor, draft.Value, ct) : draft.Problem;
    }
}
