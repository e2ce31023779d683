namespace Diner.Kernel;

/// <summary>A typed id over a UUIDv7. The type keeps a shop from being passed where an order is meant.</summary>
public interface IEntityId<TSelf>
    where TSelf : struct, IEntityId<TSelf>
{
    /// <summary>The UUIDv7 as stored.</summary>
    Guid Value { get; }

    /// <summary>Wraps a stored value.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>A person who works behind the counter: a merchant's staff or the operator's.</summary>
public readonly record struct StaffId(Guid Value) : IEntityId<StaffId>
{
    /// <inheritdoc/>
    public static StaffId From(Guid value) => new(value);
}

/// <summary>Who sells: the owner of one or more shops.</summary>
public readonly record struct MerchantId(Guid Value) : IEntityId<MerchantId>
{
    /// <summary>The operator's own merchant, which every house has: shops that nobody else owns belong to it.</summary>
    public static readonly MerchantId House = new(new Guid("019aa000-0000-7000-8000-000000000001"));

    /// <inheritdoc/>
    public static MerchantId From(Guid value) => new(value);

    /// <summary>Came earlier: ids are UUIDv7.</summary>
    public static bool operator <(MerchantId left, MerchantId right) => left.Value < right.Value;

    /// <summary>Came later.</summary>
    public static bool operator >(MerchantId left, MerchantId right) => left.Value > right.Value;
}

/// <summary>One sign-in of one person in one browser.</summary>
public readonly record struct SessionId(Guid Value) : IEntityId<SessionId>
{
    /// <inheritdoc/>
    public static SessionId From(Guid value) => new(value);
}

/// <summary>One merchant's store front.</summary>
public readonly record struct ShopId(Guid Value) : IEntityId<ShopId>
{
    /// <inheritdoc/>
    public static ShopId From(Guid value) => new(value);
}

/// <summary>A node of a shop's category tree.</summary>
public readonly record struct CategoryId(Guid Value) : IEntityId<CategoryId>
{
    /// <inheritdoc/>
    public static CategoryId From(Guid value) => new(value);
}

/// <summary>What is on sale.</summary>
public readonly record struct ProductId(Guid Value) : IEntityId<ProductId>, IComparable<ProductId>
{
    /// <inheritdoc/>
    public static ProductId From(Guid value) => new(value);

    /// <summary>Older before newer; in a query it is the order of the index.</summary>
    public int CompareTo(ProductId other) => Value.CompareTo(other.Value);
}

/// <summary>The priced, stocked unit of a product.</summary>
public readonly record struct VariantId(Guid Value) : IEntityId<VariantId>
{
    /// <inheritdoc/>
    public static VariantId From(Guid value) => new(value);
}

/// <summary>A rule by which buyers pay less.</summary>
public readonly record struct CouponId(Guid Value) : IEntityId<CouponId>, IComparable<CouponId>
{
    /// <inheritdoc/>
    public static CouponId From(Guid value) => new(value);

    /// <summary>Older before newer; in a query it is the order of the index.</summary>
    public int CompareTo(CouponId other) => Value.CompareTo(other.Value);
}

/// <summary>One secret a buyer receives.</summary>
public readonly record struct KeyId(Guid Value) : IEntityId<KeyId>
{
    /// <inheritdoc/>
    public static KeyId From(Guid value) => new(value);
}

/// <summary>Keys that came in together.</summary>
public readonly record struct BatchId(Guid Value) : IEntityId<BatchId>
{
    /// <inheritdoc/>
    public static BatchId From(Guid value) => new(value);
}

/// <summary>A configured way to pay.</summary>
public readonly record struct ChannelId(Guid Value) : IEntityId<ChannelId>
{
    /// <inheritdoc/>
    public static ChannelId From(Guid value) => new(value);
}

/// <summary>Money received, once, through one channel.</summary>
public readonly record struct PaymentId(Guid Value) : IEntityId<PaymentId>, IComparable<PaymentId>
{
    /// <inheritdoc/>
    public static PaymentId From(Guid value) => new(value);

    /// <summary>Older before newer; in a query it is the order of the index.</summary>
    public int CompareTo(PaymentId other) => Value.CompareTo(other.Value);
}

/// <summary>Money on its way back to a buyer.</summary>
public readonly record struct RefundId(Guid Value) : IEntityId<RefundId>, IComparable<RefundId>
{
    /// <inheritdoc/>
    public static RefundId From(Guid value) => new(value);

    /// <summary>Older before newer; in a query it is the order of the index.</summary>
    public int CompareTo(RefundId other) => Value.CompareTo(other.Value);
}

/// <summary>One buyer's purchase of one variant.</summary>
public readonly record struct OrderId(Guid Value) : IEntityId<OrderId>, IComparable<OrderId>
{
    /// <inheritdoc/>
    public static OrderId From(Guid value) => new(value);

    /// <summary>Older before newer; in a query it is the order of the index.</summary>
    public int CompareTo(OrderId other) => Value.CompareTo(other.Value);
}

/// <summary>A set of ledger entries that sums to zero.</summary>
public readonly record struct PostingId(Guid Value) : IEntityId<PostingId>
{
    /// <inheritdoc/>
    public static PostingId From(Guid value) => new(value);
}

/// <summary>One piece of long work: an import, an export.</summary>
public readonly record struct WorkId(Guid Value) : IEntityId<WorkId>
{
    /// <inheritdoc/>
    public static WorkId From(Guid value) => new(value);
}

/// <summary>A sealed file that long work reads or wrote.</summary>
public readonly record struct FileId(Guid Value) : IEntityId<FileId>
{
    /// <inheritdoc/>
    public static FileId From(Guid value) => new(value);
}

/// <summary>Money on its way to a merchant.</summary>
public readonly record struct PayoutId(Guid Value) : IEntityId<PayoutId>, IComparable<PayoutId>
{
    /// <inheritdoc/>
    public static PayoutId From(Guid value) => new(value);

    /// <summary>Older before newer; in a query it is the order of the index.</summary>
    public int CompareTo(PayoutId other) => Value.CompareTo(other.Value);
}
