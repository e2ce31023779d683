using Diner.Catalog.Products;
using Diner.Kernel;
using Diner.Ordering.Lookup;

namespace Diner.Web.Storefront.Checkout;

/// <summary>Says a refusal of checkout next to the field it is about.</summary>
internal static class CheckoutErrors
{
    public static CheckoutError Of(Problem problem, VariantCard variant) => problem.Code switch
    {
        ProblemCode.InvalidContact when IsAboutPhone(problem) => new("phone", "ErrorPhone"),
        ProblemCode.InvalidContact => new("email", "ErrorEmail"),
        ProblemCode.InvalidPassword => new("lookup_password", "ErrorPassword", LookupPasswords.LengthMin, LookupPasswords.LengthMax),
        ProblemCode.ChannelUnavailable => new("channel", "ErrorChannel"),
        ProblemCode.QuantityOutOfRange => new("quantity", "ErrorQuantity", variant.QuantityMin, variant.QuantityMax),
        ProblemCode.OutOfStock => new("quantity", "ErrorOutOfStock"),
        ProblemCode.LimitReached => new("", "ErrorLimit"),
        ProblemCode.UnknownCoupon => new("coupon", "ErrorCoupon"),
        ProblemCode.CouponNotValidNow => new("coupon", "ErrorCouponTime"),
        ProblemCode.CouponNotApplicable => new("coupon", "ErrorCouponGoods"),
        ProblemCode.CouponUsedUp => new("coupon", "ErrorCouponUsedUp"),
        ProblemCode.CouponLimitReached => new("coupon", "ErrorCouponLimit"),
        ProblemCode.UnknownVariant or ProblemCode.UnknownShop => new("", "ErrorGone"),
        ProblemCode.IdempotencyConflict => new("", "ErrorAgain"),
        ProblemCode.TooManyRequests => new("", "ErrorTooMany"),
        ProblemCode.Busy => new("", "ErrorBusy"),
        _ => new("", "ErrorRequest"),
    };

    private static bool IsAboutPhone(Problem problem) => problem.Field?.Contains("phone", StringComparison.Ordinal) == true;
}
