using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Coupons.Rules;

/// <summary>Which coupon, and whose.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="Id">The coupon.</param>
public sealed record CouponOf(ShopId ShopId, CouponId Id);

/// <summary>Stops a coupon, or lets it run again. Orders that were placed with it keep their price.</summary>
public sealed class StopCoupon(Database database, AuditTrail audit)
{
    /// <summary>Null when it is done, or was so before; <see cref="ProblemCode.NotFound"/>.</summary>
    public async Task<Problem?> RunAsync(Actor actor, CouponOf which, bool isStopped, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Set<Coupon>().SingleOrDefaultAsync(c => c.Id == which.Id && c.ShopId == which.ShopId, ct) is not { } coupon)
            return new Problem(ProblemCode.NotFound, "There is no such coupon in this shop.");
        if (coupon.IsStopped == isStopped)
            return null;
        coupon.IsStopped = isStopped;
        var entry = new AuditEntry(isStopped ? "coupon.stopped" : "coupon.started", coupon.Name) { Shop = which.ShopId, SubjectId = coupon.Id.Value };
        await audit.AddAsync(work, actor, entry, ct);
        await work.CommitAsync(ct);
        return null;
    }
}
