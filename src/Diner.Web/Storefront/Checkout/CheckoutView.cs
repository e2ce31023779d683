using Diner.Catalog.Menus;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Payments.Routing;

namespace Diner.Web.Storefront.Checkout;

/// <summary>What a buyer typed. The look-up password is never sent back.</summary>
public sealed record CheckoutForm(string Variant, string Quantity, string Email, string Phone, string LookupPassword, string Channel, string IdempotencyKey)
{
    /// <summary>A coupon's code, or empty.</summary>
    public string Coupon { get; init; } = "";

    /// <summary>True when the buyer only wants to see what the coupon takes off.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>The quantity, or 0 when the text is no number.</summary>
    public int QuantityOrZero => int.TryParse(Quantity, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : 0;

    // A record would print the password and the address.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Variant = {Variant}, Quantity = {Quantity}");
        return true;
    }
}

/// <summary>What is wrong with a field, as a name of a text and the values in it.</summary>
/// <param name="Field">The form's field, or the empty string for the order as a whole.</param>
/// <param name="Text">Names the sentence in the resources.</param>
/// <param name="Values">What the sentence mentions.</param>
public sealed record CheckoutError(string Field, string Text, params object[] Values);

/// <summary>What the checkout page shows.</summary>
public sealed record CheckoutView(
    ShopView Shop, ProductCard Product, VariantCard Variant, CheckoutForm Form, IReadOnlyList<OfferedMethod> Methods)
{
    /// <summary>How many; within the variant's range, so that the page always shows a total.</summary>
    public int Quantity => Math.Clamp(Form.QuantityOrZero, Variant.QuantityMin, Variant.QuantityMax);

    /// <summary>The price of one at this quantity.</summary>
    public Money UnitPrice => Variant.UnitPriceFor(Quantity);

    /// <summary>The price without a coupon.</summary>
    public Money Full => UnitPrice * Quantity;

    /// <summary>What the coupon takes off, once it was asked for; or null.</summary>
    public Money? Discount { get; init; }

    /// <summary>What is to be paid.</summary>
    public Money Total => Discount is { } discount ? Full - discount : Full;

    /// <summary>Where the product lies, for coupons.</summary>
    public IReadOnlyList<CategoryId> Categories { get; init; } = [];

    /// <summary>What was not right, or null.</summary>
    public CheckoutError? Error { get; init; }

    /// <summary>The channel of the method that is chosen at first: the one chosen before, or its place in the list when the router would use another by now.</summary>
    public string ChosenChannel =>
        Methods.Any(m => IdOf(m) == Form.Channel) ? Form.Channel : Methods.Count > 0 ? IdOf(Methods[0]) : "";

    /// <summary>True when some way to pay costs the buyer more than the total says.</summary>
    public bool HasSurcharge => Methods.Any(m => m.Channel.Terms.SurchargeOn(Total) > 0);

    /// <summary>The channel behind a method, as the form names it.</summary>
    public static string IdOf(OfferedMethod method) => method.Channel.Id.Value.ToString();
}
