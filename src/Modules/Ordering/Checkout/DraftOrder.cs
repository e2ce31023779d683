using System.Security.Cryptography;
using System.Text;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Coupons.Rules;
using Diner.Kernel;
using Diner.Ordering.Buyers;
using Diner.Ordering.Lookup;
using Diner.Payments.Channels;

namespace Diner.Ordering.Checkout;

/// <summary>Checks what can be checked without a transaction and works out the rest: names, hashes, the order number.</summary>
internal sealed class DraftOrder(Shops shops, Variants variants, Channels channels, BuyerHashes hashes, TimeProvider clock)
{
    private const int IdempotencyKeyLengthMax = 255;
    private const int PhoneLengthMax = 20;

    public async Task<Result<OrderDraft>> RunAsync(CheckoutRequest request, CancellationToken ct)
    {
        if (await shops.FindAsync(request.ShopId, ct) is not { IsOpen: true } shop)
            return new Problem(ProblemCode.UnknownShop, "This shop is closed or does not exist.");
        if (Refusal(request, shop.Settings) is { } problem)
            return problem;
        if (await variants.FindIdAsync(shop.Id, request.VariantCode, ct) is not { } variant)
            return new Problem(ProblemCode.UnknownVariant, "This shop sells nothing of that code. Reload the page and choose again.", "variant");

        EmailAddress.TryParse(request.Contact.Email, out var email);
        var now = clock.GetUtcNow();
        return new OrderDraft
        {
            Request = request,
            Shop = shop,
            VariantId = variant,
            Channel = await channels.FindAsync(request.ChannelId, ct) is { IsEnabled: true } channel && channel.ShopId == shop.Id ? channel : null,
            Email = email.Value,
            ContactHash = await hashes.ContactAsync(email.Value, ct),
            AddressHash = await hashes.AddressAsync(request.Buyer.Address, ct),
            DeviceHash = await hashes.DeviceAsync(request.Buyer.Device, ct),
            LookupPasswordHash = string.IsNullOrEmpty(request.LookupPassword) ? null : LookupPasswords.Hash(request.LookupPassword),
            Fingerprint = request.IdempotencyKey is null ? null : Fingerprint(request),
            CouponCode = string.IsNullOrWhiteSpace(request.Coupon) ? null : CouponText.Normalise(request.Coupon),
            OrderNo = OrderNumbers.Next(now, shop.TimeZone),
            Now = now,
        };
    }

    private static Problem? Refusal(CheckoutRequest request, ShopSettings settings)
    {
        if (!EmailAddress.TryParse(request.Contact.Email, out _))
            return new Problem(ProblemCode.InvalidContact, "Give an e-mail address like name@example.com: the keys are found again with it.", "contact.email");
        if (!IsPhone(request.Contact.Phone))
            return new Problem(ProblemCode.InvalidContact, "Give a phone number of 5 to 20 digits, or leave it out.", "contact.phone");
        if (string.IsNullOrEmpty(request.LookupPassword))
        {
            if (settings.RequiresLookupPassword)
                return new Problem(ProblemCode.InvalidPassword, "This shop asks for a look-up password of 4 to 64 characters.", "lookup_password");
        }
        else if (!LookupPasswords.IsAcceptable(request.LookupPassword))
        {
            return new Problem(ProblemCode.InvalidPassword, "A look-up password has 4 to 64 characters.", "lookup_password");
        }

        if (!string.IsNullOrWhiteSpace(request.Coupon) && CouponText.Normalise(request.Coupon) is null)
            return new Problem(ProblemCode.UnknownCoupon, "This shop has no such coupon. Check the code, or leave it out.", "coupon");
        if (request.IdempotencyKey is { Length: 0 or > IdempotencyKeyLengthMax })
            return new Problem(ProblemCode.InvalidRequest, "An idempotency key has 1 to 255 characters.", "Idempotency-Key");
        return null;
    }

    private static bool IsPhone(string? phone) =>
        string.IsNullOrEmpty(phone) || (phone.Length is >= 5 and <= PhoneLengthMax && phone.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' '));

    private static byte[] Fingerprint(CheckoutRequest request) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', request.VariantCode, request.Quantity, request.Contact.Email, request.Contact.Phone, request.LookupPassword, request.Method ?? request.ChannelId.Value.ToString(), request.Coupon)));
}
