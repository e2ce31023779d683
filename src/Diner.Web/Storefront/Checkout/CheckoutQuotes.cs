using Diner.Coupons.Rules;
using Diner.Coupons.Uses;
using Diner.Kernel;

namespace Diner.Web.Storefront.Checkout;

/// <summary>What the checkout page needs besides the goods: a key for the form, and what a coupon would take off.</summary>
internal sealed class CheckoutQuotes(QuoteCoupon coupons, IdSource ids, TimeProvider clock)
{
    /// <summary>A key that makes sending the form twice place one order.</summary>
    public string NewIdempotencyKey() => ids.NextGuid().ToString("n");

    /// <summary>The page with the price the coupon makes, or with the sentence that says why it does not.</summary>
    public async Task<Result<CheckoutView>> QuoteAsync(CheckoutView view, CancellationToken ct)
    {
        if (view.Form.Coupon.Length == 0)
            return view;
        var purchase = new Purchase(view.Product.Id, view.Categories, view.Full, clock.GetUtcNow());
        var discount = await coupons.RunAsync(view.Shop.Id, view.Form.Coupon, purchase, ct);
        return discount.IsOk ? view with { Discount = discount.Value } : discount.Problem;
    }
}
