using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Ordering.Checkout;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Storefront.Checkout;

/// <summary>Reads the checkout form, hostile or not.</summary>
internal static class CheckoutFormReader
{
    private const int FieldLengthMax = 300;
    private const int IdempotencyKeyLengthMax = 64;

    public static CheckoutForm FromQuery(IQueryCollection query, string idempotencyKey) =>
        new(Clean(query["variant"]), Quantity(query["quantity"]), "", "", "", "", idempotencyKey);

    /// <summary>The form, or the status that says why it could not be read.</summary>
    public static async Task<(CheckoutForm? Form, int Status)> FromBodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType)
            return (null, StatusCodes.Status415UnsupportedMediaType);
        try
        {
            var form = await request.ReadFormAsync(ct);
            return (new CheckoutForm(
                Clean(form["variant"]), Quantity(form["quantity"]), Clean(form["email"]), Clean(form["phone"]), form["lookup_password"].ToString(),
                Clean(form["channel"]), Clean(form["idempotency_key"]))
            {
                Coupon = Clean(form["coupon"]),
                IsQuestion = form["act"] == "quote",
            }, StatusCodes.Status200OK);
        }
        catch (BadHttpRequestException unreadable)
        {
            return (null, unreadable.StatusCode);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException)
        {
            // Too many fields, or a multipart body that is broken or ends too soon.
            return (null, StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>The request, or the problem of what no order can have: control characters, or a channel that is no id.</summary>
    public static Result<CheckoutRequest> ToRequest(CheckoutForm form, ShopView shop, BuyerTrace buyer, string language)
    {
        if (form.LookupPassword.Any(char.IsControl) || form.LookupPassword.Length > FieldLengthMax)
            return new Problem(ProblemCode.InvalidPassword, "Choose a look-up password without control characters.", "lookup_password");
        var channel = Guid.Empty;
        if (form.Channel.Length > 0 && !Guid.TryParse(form.Channel, out channel))
            return new Problem(ProblemCode.ChannelUnavailable, "Choose one of the shop's ways to pay.", "channel");
        var contact = new BuyerContact(form.Email, form.Phone.Length == 0 ? null : form.Phone);
        var password = form.LookupPassword.Length == 0 ? null : form.LookupPassword;
        var key = form.IdempotencyKey.Length is > 0 and <= IdempotencyKeyLengthMax ? form.IdempotencyKey : null;
        return new CheckoutRequest(shop.Id, form.Variant, form.QuantityOrZero, contact, password, new ChannelId(channel), buyer, language, key) { Coupon = form.Coupon };
    }

    // Control characters have no place in any field, and PostgreSQL refuses one of them; what is too long is wrong anyway.
    private static string Clean(string? text)
    {
        var clean = new string([.. (text ?? "").Where(c => !char.IsControl(c))]).Trim();
        return clean.Length <= FieldLengthMax ? clean : clean[..FieldLengthMax];
    }

    private static string Quantity(string? text) => Clean(text) is { Length: > 0 } quantity ? quantity : "1";
}
