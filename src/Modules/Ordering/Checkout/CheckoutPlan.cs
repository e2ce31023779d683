using System.Globalization;
using Diner.Catalog.Products;
using Diner.Coupons.Rules;
using Diner.Coupons.Uses;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;
using Diner.Vault.Stock;

namespace Diner.Ordering.Checkout;

/// <summary>A checkout that was accepted, with its price.</summary>
internal sealed record AcceptedOrder(OrderId Id, OrderDraft Draft, Offer Offer, Price Price, ChannelId ChannelId)
{
    public Money Amount => Price.Amount;

    public Money Fee => Price.Goods.Share(Offer.FeeBasisPoints);

    public OrderView View => new(
        Id, Draft.OrderNo, Draft.Shop.Id, OrderStatus.Pending, Offer.ProductId, Offer.VariantId, Offer.ProductName, Offer.VariantName,
        Offer.Kind, Draft.Request.Quantity, Amount, ChannelId, Draft.Email, Draft.Request.Locale, Draft.Now, Draft.ExpiresAt, null, null) { Discount = Price.Discount, CouponCode = Price.Coupon?.Code, Surcharge = Price.Surcharge };
}

/// <summary>What the goods cost, what a coupon took off before, and what the buyer bears of the channel's fee.</summary>
internal sealed record Price(Money Goods, Money Discount, LockedCoupon? Coupon)
{
    public Money Surcharge { get; init; } = Goods with { AmountMinor = 0 };

    /// <summary>What the buyer pays.</summary>
    public Money Amount => Goods + Surcharge;

    public Price With(ChannelTerms? terms) => this with { Surcharge = Goods with { AmountMinor = terms?.SurchargeOn(Goods) ?? 0 } };
}

/// <summary>
/// Goes through a batch of drafts in order, each seeing what those before it took: stock, a buyer's share, an idempotency key.
/// A pure function of the facts; nothing is written here.
/// </summary>
internal sealed class CheckoutPlan(CheckoutFacts facts, IdSource ids)
{
    /// <summary>The channel of an order that costs nothing.</summary>
    public static readonly ChannelId FreeChannel = new(Guid.Empty);

    private readonly Dictionary<VariantId, long> _taken = [];
    private readonly Dictionary<(ShopId Shop, string Hash), long> _heldHere = [];
    private readonly Dictionary<(ShopId Shop, VariantId Variant, string Contact), long> _boughtHere = [];
    private readonly Dictionary<(ShopId Shop, string Key), RepeatedOrder> _placedHere = [];

    public List<AcceptedOrder> Accepted { get; } = [];

    public IEnumerable<StockMove> StockMoves =>
        Accepted.Where(a => a.Offer.Kind.TakesStock()).Select(a => new StockMove(a.Offer.VariantId, 0, a.Draft.Request.Quantity));

    public List<NewUse> CouponUses =>
        [.. Accepted.Where(a => a.Price.Coupon is not null).Select(a => new NewUse(a.Id, a.Price.Coupon!, a.Draft.ContactHash, a.Price.Discount, a.Draft.Now))];

    /// <summary>The order, or why there is none. <paramref name="n"/> is the draft's place in the batch.</summary>
    public Result<OrderView> Add(int n, OrderDraft draft)
    {
        if (Repeated(draft) is { } repeated)
            return repeated.Fingerprint.AsSpan().SequenceEqual(draft.Fingerprint)
                ? repeated.Order
                : new Problem(ProblemCode.IdempotencyConflict, "This Idempotency-Key came with another request before. Use a new key for a new order.", "Idempotency-Key");
        if (!facts.Offers.TryGetValue(draft.VariantId, out var offer) || !offer.Sale.Includes(draft.Now))
            return new Problem(ProblemCode.UnknownVariant, "This is not on sale now.", "variant");
        if (Refusal(n, draft, offer) is { } problem)
            return problem;
        var price = PriceOf(n, draft, offer);
        return price.IsOk ? Accept(draft, offer, price.Value.With(draft.Channel?.Terms)) : price.Problem;
    }

    private Result<Price> PriceOf(int n, OrderDraft draft, Offer offer)
    {
        var full = offer.UnitPriceFor(draft.Request.Quantity) * draft.Request.Quantity;
        if (draft.CouponCode is null)
            return new Price(full, full with { AmountMinor = 0 }, null);
        var purchase = new Purchase(offer.ProductId, [.. facts.Coupons.Categories[offer.VariantId]], full, draft.Now);
        var coupon = facts.Coupons.Limits.Find(draft.CodeAndBuyer(n), purchase);
        if (!coupon.IsOk)
            return coupon.Problem;
        var discount = coupon.Value.Terms.DiscountOf(full);
        return new Price(full - discount, discount, coupon.Value);
    }

    private Result<OrderView> Accept(OrderDraft draft, Offer offer, Price price)
    {
        var amount = price.Amount;
        if (amount.AmountMinor > offer.OrderMaxMinor)
            return new Problem(ProblemCode.LimitReached, Say($"One order in this shop may come to {new Money(offer.OrderMaxMinor.Value, amount.Currency)} at most. Choose fewer."), PlaceOrder.AmountField);
        if (!amount.IsZero && draft.Channel is null)
            return new Problem(ProblemCode.ChannelUnavailable, "This way to pay is not available. Choose another one.", "channel");

        var order = new AcceptedOrder(ids.Next<OrderId>(), draft, offer, price, amount.IsZero ? FreeChannel : draft.Channel!.Id);
        Accepted.Add(order);
        if (price.Coupon is { } coupon)
            facts.Coupons.Limits.Take(coupon, draft.CodeAndBuyer(0));
        Add(_taken, offer.VariantId, draft.Request.Quantity);
        Add(_boughtHere, (draft.Shop.Id, offer.VariantId, Name(draft.ContactHash)), draft.Request.Quantity);
        foreach (var hash in (byte[][])[draft.ContactHash, draft.AddressHash, draft.DeviceHash])
            Add(_heldHere, (draft.Shop.Id, Name(hash)), draft.Request.Quantity);
        if (draft.IdempotencyKey is { } key)
            _placedHere[(draft.Shop.Id, key)] = new RepeatedOrder(order.View, draft.Fingerprint!);
        return order.View;
    }

    private Problem? Refusal(int n, OrderDraft draft, Offer offer)
    {
        var quantity = draft.Request.Quantity;
        if (quantity < offer.QuantityMin || quantity > offer.QuantityMax)
            return new Problem(ProblemCode.QuantityOutOfRange, Say($"Choose a quantity from {offer.QuantityMin} to {offer.QuantityMax}."), "quantity");
        if (offer.BuyerLimit > 0 && BoughtBefore(n, draft) + quantity > offer.BuyerLimit)
            return new Problem(ProblemCode.LimitReached, Say($"One buyer may buy {offer.BuyerLimit} of this in {offer.BuyerLimitWindow.TotalHours:0} hours."), "quantity");
        if (HoldsTooMuch(n, draft))
            return new Problem(ProblemCode.LimitReached, "You hold too many unpaid keys. Pay for an open order, or wait until it expires.", "quantity");
        return IsInStock(offer, quantity) ? null : new Problem(ProblemCode.OutOfStock, "There are not that many left. Choose fewer, or come back later.", "quantity");
    }

    private RepeatedOrder? Repeated(OrderDraft draft)
    {
        if (draft.IdempotencyKey is not { } key)
            return null;
        return facts.Repeated.GetValueOrDefault((draft.Shop.Id, key)) ?? _placedHere.GetValueOrDefault((draft.Shop.Id, key));
    }

    private long BoughtBefore(int n, OrderDraft draft) =>
        facts.Bought.GetValueOrDefault(n) + _boughtHere.GetValueOrDefault((draft.Shop.Id, draft.VariantId, Name(draft.ContactHash)));

    // No fact about the draft means that limits are off.
    private bool HoldsTooMuch(int n, OrderDraft draft)
    {
        if (!facts.Held.TryGetValue(n, out var held))
            return false;
        var settings = draft.Shop.Settings;
        return Exceeds(held.ByContact, draft.ContactHash, settings.HeldKeysMaxPerContact)
            || Exceeds(held.ByAddress, draft.AddressHash, settings.HeldKeysMaxPerAddress)
            || (draft.Request.Buyer.Device.Length > 0 && Exceeds(held.ByDevice, draft.DeviceHash, settings.HeldKeysMaxPerDevice));

        bool Exceeds(long before, byte[] hash, int max) =>
            before + _heldHere.GetValueOrDefault((draft.Shop.Id, Name(hash))) + draft.Request.Quantity > max;
    }

    // A reusable key is in stock while there is one; what a person fulfils always is.
    private bool IsInStock(Offer offer, int quantity)
    {
        var stock = facts.Stock.GetValueOrDefault(offer.VariantId);
        return offer.Kind switch
        {
            GoodsKind.OneTime => stock is not null && stock.Free - _taken.GetValueOrDefault(offer.VariantId) >= quantity,
            GoodsKind.Loop or GoodsKind.Article => stock is { OnHand: > 0 },
            GoodsKind.Manual => true,
            _ => throw new InvariantException($"unknown kind of goods {offer.Kind}"),
        };
    }

    private static void Add<TKey>(Dictionary<TKey, long> counts, TKey key, int quantity)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + quantity;

    private static string Name(byte[] hash) => Convert.ToHexString(hash);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
