using Diner.Coupons.Codes;
using Diner.Coupons.Rules;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Coupons.Uses;

/// <summary>Says what a coupon would take off, before anything is placed. What holds is what checkout says.</summary>
public sealed class QuoteCoupon(Database database)
{
    /// <summary>What it would take off; or why nothing, as checkout would say it. What one buyer has used is not asked here.</summary>
    public async Task<Result<Money>> RunAsync(ShopId shop, string text, Purchase purchase, CancellationToken ct)
    {
        var code = CouponText.Normalise(text) ?? "";
        await using var db = database.Read();
        var found = await (
            from named in db.Set<CouponCode>()
            join coupon in db.Set<Coupon>() on named.CouponId equals coupon.Id
            where named.ShopId == shop && named.Code == code
            select new { named.UsesMax, named.Used, Coupon = coupon }).ToListAsync(ct);
        var locked = found.Select(f => new LockedCoupon(f.Coupon.Id, shop, code, f.Coupon.Terms) { UsesMax = f.UsesMax, Used = f.Used, IsStopped = f.Coupon.IsStopped });
        var usable = new UseLimits(locked, []).Find(new CodeAndBuyer(0, shop, code, []), purchase);
        return usable.IsOk ? usable.Value.Terms.DiscountOf(purchase.Amount) : usable.Problem;
    }
}
