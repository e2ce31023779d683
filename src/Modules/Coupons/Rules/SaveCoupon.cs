using Diner.Coupons.Codes;
using Diner.Data.Audit;
using Diner.Data.Lanes;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Coupons.Rules;

/// <summary>Adds a coupon, or changes one: orders that were placed keep what they were priced with.</summary>
public sealed class SaveCoupon(Database database, AuditTrail audit, IdSource ids, TimeProvider clock)
{
    private static readonly Problem Taken = new(ProblemCode.WrongState, "Another coupon of this shop has that code: choose another.", "code");

    /// <summary>
    /// Its id; <see cref="ProblemCode.NotFound"/>, <see cref="ProblemCode.WrongState"/> for a code that is taken, or
    /// <see cref="ProblemCode.InvalidRequest"/> with the field.
    /// </summary>
    public async Task<Result<CouponId>> RunAsync(Actor actor, CouponDraft draft, CancellationToken ct)
    {
        if (draft.Problem() is { } problem)
            return problem;
        await using var work = await database.BeginAsync(ct);
        var coupon = draft.Id is { } id ? await work.Db.Set<Coupon>().SingleOrDefaultAsync(c => c.Id == id && c.ShopId == draft.ShopId, ct) : null;
        if (draft.Id is not null && coupon is null)
            return new Problem(ProblemCode.NotFound, "There is no such coupon in this shop.", "id");

        var before = coupon is null ? null : await FactsAsync(work.Db, coupon, ct);
        coupon ??= Add(work.Db, draft);
        coupon.Name = draft.Name.Trim();
        coupon.Write(draft.Terms);
        coupon.UsesMaxPerBuyer = draft.UsesMaxPerBuyer;
        if (before is not null)
            await work.Db.SaveChangesAsync(ct); // the coupon before its code, as checkout locks them
        if (before is not null && !coupon.IsList)
            (await work.Db.Set<CouponCode>().SingleAsync(c => c.CouponId == coupon.Id, ct)).UsesMax = draft.UsesMax;
        try
        {
            await work.Db.SaveChangesAsync(ct);
            var entry = new AuditEntry("coupon.saved", coupon.Name)
            {
                Shop = draft.ShopId, SubjectId = coupon.Id.Value, Before = before, After = await FactsAsync(work.Db, coupon, ct),
            };
            await audit.AddAsync(work, actor, entry, ct);
            await work.CommitAsync(ct);
            return coupon.Id;
        }
        catch (Exception failure) when (DatabaseFailures.IsUniqueViolation(failure, "pk_coupons_codes", "coupons_codes.code"))
        {
            return Taken;
        }
    }

    private Coupon Add(DinerDb db, CouponDraft draft)
    {
        var coupon = new Coupon { Id = ids.Next<CouponId>(), ShopId = draft.ShopId, Name = draft.Name, IsList = draft.IsList, CreatedAt = clock.GetUtcNow() };
        db.Add(coupon);
        if (!draft.IsList)
            db.Add(new CouponCode { ShopId = draft.ShopId, Code = CouponText.Normalise(draft.Code)!, CouponId = coupon.Id, UsesMax = draft.UsesMax });
        return coupon;
    }

    private static async Task<CouponFacts> FactsAsync(DinerDb db, Coupon coupon, CancellationToken ct)
    {
        var code = coupon.IsList ? null : await db.Set<CouponCode>().SingleAsync(c => c.CouponId == coupon.Id, ct);
        return new CouponFacts(coupon.Name, coupon.Terms, code?.Code, code?.UsesMax, coupon.UsesMaxPerBuyer, coupon.IsStopped);
    }
}

/// <summary>A coupon as the audit trail keeps it.</summary>
internal sealed record CouponFacts(string Name, CouponTerms Terms, string? Code, int? UsesMax, int UsesMaxPerBuyer, bool IsStopped);
