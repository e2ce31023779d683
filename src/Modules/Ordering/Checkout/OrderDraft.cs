using System.Buffers.Binary;
using Diner.Catalog.Shops;
using Diner.Coupons.Uses;
using Diner.Kernel;
using Diner.Ordering.Buyers;
using Diner.Payments.Channels;

namespace Diner.Ordering.Checkout;

/// <summary>An order to be: everything that could be worked out before its transaction.</summary>
internal sealed record OrderDraft
{
    public required CheckoutRequest Request { get; init; }

    public required ShopView Shop { get; init; }

    public required VariantId VariantId { get; init; }

    /// <summary>Null when the shop has no such channel, which only a free order may have.</summary>
    public required ChannelConfig? Channel { get; init; }

    public required string Email { get; init; }

    public required byte[] ContactHash { get; init; }

    public required byte[] AddressHash { get; init; }

    public required byte[] DeviceHash { get; init; }

    public required string? LookupPasswordHash { get; init; }

    /// <summary>Hash of the request, when it came with an idempotency key.</summary>
    public required byte[]? Fingerprint { get; init; }

    /// <summary>The code of a coupon, or null.</summary>
    public string? CouponCode { get; init; }

    public required string OrderNo { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Who names which coupon.</summary>
    public CodeAndBuyer CodeAndBuyer(int n) => new(n, Shop.Id, CouponCode ?? throw new InvariantException("the order names no coupon"), ContactHash);

    public string? IdempotencyKey => Request.IdempotencyKey;

    public DateTimeOffset ExpiresAt => Now.AddMinutes(Shop.Settings.HoldMinutes);

    /// <summary>
    /// What two checkouts of one buyer have in common, as numbers to lock on. Having no device is not in common: otherwise all who
    /// come through the API would wait for each other.
    /// </summary>
    public IEnumerable<long> LimitLocks =>
        from hash in (byte[][])[ContactHash, AddressHash, DeviceHash]
        where !hash.AsSpan().SequenceEqual(BuyerHashes.NoDevice)
        select BinaryPrimitives.ReadInt64LittleEndian(hash);
}
