using Diner.Kernel;
using Diner.Ledger.Accounts;

namespace Diner.Ledger.Postings;

/// <summary>One side of a posting to be.</summary>
/// <param name="Account">Which account.</param>
/// <param name="Owner">Whose.</param>
/// <param name="Minor">Debit is positive, credit negative; not zero.</param>
public readonly record struct Side(AccountKind Account, Guid Owner, long Minor);

/// <summary>A posting to be made, in one currency. Its sides sum to zero; those of nothing are left out.</summary>
public sealed record NewPosting
{
    private readonly List<Side> _sides = [];

    /// <param name="kind">Why.</param>
    /// <param name="shop">Whose business it is.</param>
    /// <param name="currency">The currency of all its sides.</param>
    public NewPosting(PostingKind kind, ShopId shop, CurrencyCode currency) => (Kind, ShopId, Currency) = (kind, shop, currency);

    /// <summary>Why it is made.</summary>
    public PostingKind Kind { get; }

    /// <summary>Whose business it is.</summary>
    public ShopId ShopId { get; }

    /// <summary>The currency of all its sides.</summary>
    public CurrencyCode Currency { get; }

    /// <summary>The order, when there is one.</summary>
    public OrderId? OrderId { get; init; }

    /// <summary>The payment, when there is one.</summary>
    public PaymentId? PaymentId { get; init; }

    /// <summary>What it is made of, besides sales. With the kind it is unique.</summary>
    public Guid? SourceId { get; init; }

    /// <summary>What is debited and credited.</summary>
    public IReadOnlyList<Side> Sides => _sides;

    /// <summary>Debits an account; nothing for zero.</summary>
    public NewPosting Debit(AccountKind account, Guid owner, long minor) => Add(account, owner, minor);

    /// <summary>Credits an account; nothing for zero.</summary>
    public NewPosting Credit(AccountKind account, Guid owner, long minor) => Add(account, owner, checked(-minor));

    /// <summary>The same with every side turned round.</summary>
    public NewPosting Reversed(PostingKind kind)
    {
        var reversed = new NewPosting(kind, ShopId, Currency) { OrderId = OrderId, PaymentId = PaymentId, SourceId = SourceId };
        foreach (var side in _sides)
            reversed.Add(side.Account, side.Owner, checked(-side.Minor));
        return reversed;
    }

    private NewPosting Add(AccountKind account, Guid owner, long minor)
    {
        if (minor != 0)
            _sides.Add(new Side(account, owner, minor));
        return this;
    }
}
