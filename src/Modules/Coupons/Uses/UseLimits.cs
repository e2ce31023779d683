using Diner.Coupons.Rules;
using Diner.Kernel;

namespace Diner.Coupons.Uses;

/// <summary>
/// What is left of the coupons a batch of checkouts names: what the database said, minus what those before in the batch took.
/// </summary>
public sealed class UseLimits(IEnumerable<LockedCoupon> coupons, IEnumerable<(int Number, long Uses)> usesByBuyer)
{
    private readonly Dictionary<(ShopId Shop, string Code), LockedCoupon> _coupons = coupons.ToDictionary(c => (c.ShopId, c.Code));
    private readonly Dictionary<int, long> _usesByBuyer = usesByBuyer.ToDictionary(u => u.Number, u => u.Uses);
    private readonly Dictionary<(ShopId Shop, string Code), int> _takenOfCode = [];
    private readonly Dictionary<(CouponId Coupon, string Buyer), int> _takenByBuyer = [];

    /// <summary>
    /// The coupon, when this buyer may use it for this purchase; or <see cref="ProblemCode.UnknownCoupon"/>, <see cref="ProblemCode.CouponUsedUp"/>,
    /// <see cref="ProblemCode.CouponLimitReached"/>, or what its terms refuse.
    /// </summary>
    public Result<LockedCoupon> Find(CodeAndBuyer who, Purchase purchase)
    {
        if (!_coupons.TryGetValue((who.Shop, who.Code), out var coupon) || coupon.IsStopped)
            return new Problem(ProblemCode.UnknownCoupon, "This shop has no such coupon. Check the code, or leave it out.", CouponText.Field);
        if (coupon.Terms.Refusal(purchase) is { } refusal)
            return refusal;
        if (coupon.UsesMax > 0 && coupon.Used + _takenOfCode.GetValueOrDefault((who.Shop, who.Code)) >= coupon.UsesMax)
            return new Problem(ProblemCode.CouponUsedUp, "This coupon is used up.", CouponText.Field);
        if (coupon.UsesMaxPerBuyer > 0 && _usesByBuyer.GetValueOrDefault(who.Number) + _takenByBuyer.GetValueOrDefault(Key(coupon, who)) >= coupon.UsesMaxPerBuyer)
            return new Problem(ProblemCode.CouponLimitReached, "You have used this coupon as often as one buyer may.", CouponText.Field);
        return coupon;
    }

    /// <summary>The buyer uses it.</summary>
    public void Take(LockedCoupon coupon, CodeAndBuyer who)
    {
        _takenOfCode[(who.Shop, who.Code)] = _takenOfCode.GetValueOrDefault((who.Shop, who.Code)) + 1;
        _takenByBuyer[Key(coupon, who)] = _takenByBuyer.GetValueOrDefault(Key(coupon, who)) + 1;
    }

    private static (CouponId Coupon, string Buyer) Key(LockedCoupon coupon, CodeAndBuyer who) => (coupon.Id, Convert.ToHexString(who.ContactHash));
}
