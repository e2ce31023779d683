using Diner.Kernel;
using Diner.Ordering.Checkout;
using Diner.Ordering.Lookup;
using Diner.Web.Kit;

namespace Diner.Web.Storefront.Checkout;

/// <summary>Says a refusal of checkout next to the field it is about.</summary>
internal static class CheckoutErrors
{
    public static CheckoutError Of(Problem problem, CheckoutView view) => problem.Code switch
    {
        ProblemCode.InvalidContact when IsAboutPhone(problem) => new("phone", "ErrorPhone"),
        ProblemCode.InvalidContact => new("email", "ErrorEmail"),
        ProblemCode.InvalidPassword => new("lookup_password", "ErrorPassword", LookupPasswords.LengthMin, LookupPasswords.LengthMax),
        ProblemCode.ChannelUnavailable => new("channel", "ErrorChannel"),
        ProblemCode.QuantityOutOfRange => new("quantity", "ErrorQuantity", view.Variant.QuantityMin, view.Variant.QuantityMax),
        ProblemCode.OutOfStock => new("quantity", "ErrorOutOfStock"),
        ProblemCode.LimitReached when problem.Field == PlaceOrder.AmountField && view.Shop.OrderMax is { } max => new("quantity", "ErrorOrderMax", MoneyText.Of(max)),
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
