using Diner.Coupons.Codes;
using Diner.Coupons.Uses;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Coupons.Rules;

/// <summary>A coupon as the console shows it.</summary>
/// <param name="Id">The coupon.</param>
/// <param name="Name">What the merchant calls it.</param>
/// <param name="Terms">What it is good for.</param>
/// <param name="IsList">It has a list of codes.</param>
/// <param name="Code">Its one code, or null.</param>
public sealed record CouponView(CouponId Id, string Name, CouponTerms Terms, bool IsList, string? Code)
{
    /// <summary>Uses in all; 0 is no limit. Of a list: its codes.</summary>
    public int UsesMax { get; init; }

    /// <summary>Uses that are taken.</summary>
    public int Used { get; init; }

    /// <summary>Uses one buyer has; 0 is no limit.</summary>
    public int UsesMaxPerBuyer { get; init; }

    /// <summary>It was stopped.</summary>
    public bool IsStopped { get; init; }
}

/// <summary>An order that was priced with a coupon.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Code">The code that was named.</param>
/// <param name="DiscountMinor">What it took off, minor units.</param>
/// <param name="UsedAt">When.</param>
/// <param name="IsCounted">False once the order expired or was refunded.</param>
public sealed record CouponUseView(OrderId OrderId, string Code, long DiscountMinor, DateTimeOffset UsedAt, bool IsCounted);

/// <summary>Reads coupons for the console, newest first.</summary>
public sealed class CouponQueries(Database database)
{
    /// <summary>The shop's coupons that were made before <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<CouponView>> ListAsync(ShopId shop, CouponId? after, int limit, CancellationToken ct)
    {
        await using var db = database.Read();
        var coupons = await db.Set<Coupon>()
            .Where(c => c.ShopId == shop && (after == null || c.Id.CompareTo(after.Value) < 0))
            .OrderByDescending(c => c.Id).Take(limit).ToListAsync(ct);
        return await ViewsAsync(db, coupons, ct);
    }

    /// <summary>One coupon of the shop; null when there is none.</summary>
    public async Task<CouponView?> FindAsync(ShopId shop, CouponId id, CancellationToken ct)
    {
        await using var db = database.Read();
        var coupons = await db.Set<Coupon>().Where(c => c.ShopId == shop && c.Id == id).ToListAsync(ct);
        return (await ViewsAsync(db, coupons, ct)).SingleOrDefault();
    }

    /// <summary>Uses of a coupon whose orders were placed before <paramref name="after"/>, newest first.</summary>
    public async Task<IReadOnlyList<CouponUseView>> UsesAsync(CouponView coupon, OrderId? after, int limit, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<CouponUse>()
            .Where(u => u.CouponId == coupon.Id && (after == null || u.OrderId.CompareTo(after.Value) < 0))
            .OrderByDescending(u => u.OrderId).Take(limit)
            .Select(u => new CouponUseView(u.OrderId, u.Code, u.DiscountMinor, u.UsedAt, u.IsCounted)).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<CouponView>> ViewsAsync(DinerDb db, List<Coupon> coupons, CancellationToken ct)
    {
        var shared = coupons.Where(c => !c.IsList).Select(c => c.Id).ToList();
        var lists = coupons.Where(c => c.IsList).Select(c => c.Id).ToList();
        var codes = (await db.Set<CouponCode>().Where(c => shared.Contains(c.CouponId)).ToListAsync(ct)).ToDictionary(c => c.CouponId);
        var sums = (await db.Set<CouponCode>().Where(c => lists.Contains(c.CouponId)).GroupBy(c => c.CouponId)
            .Select(g => new { Id = g.Key, Codes = g.Count(), Used = g.Sum(c => c.Used) }).ToListAsync(ct)).ToDictionary(s => s.Id);
        return
        [
            .. coupons.Select(c => new CouponView(c.Id, c.Name, c.Terms, c.IsList, codes.GetValueOrDefault(c.Id)?.Code)
            {
                UsesMax = c.IsList ? sums.GetValueOrDefault(c.Id)?.Codes ?? 0 : codes[c.Id].UsesMax,
                Used = c.IsList ? sums.GetValueOrDefault(c.Id)?.Used ?? 0 : codes[c.Id].Used,
                UsesMaxPerBuyer = c.UsesMaxPerBuyer,
                IsStopped = c.IsStopped,
            }),
        ];
    }
}
