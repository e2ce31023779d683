using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Ordering.Lookup;

/// <summary>What a buyer remembers of an order.</summary>
/// <param name="ShopId">Where it was bought.</param>
/// <param name="OrderNo">Its number.</param>
/// <param name="Contact">The e-mail address given at checkout.</param>
/// <param name="Password">The look-up password chosen at checkout.</param>
public sealed record OrderClaim(ShopId ShopId, string OrderNo, string Contact, string Password)
{
    // The password is a secret: a record would print it.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"OrderNo = {OrderNo}");
        return true;
    }
}

/// <summary>Finds an order by its number, contact and look-up password, in the caller's batch.</summary>
public sealed class FindOrder
{
    private static readonly SqlText Statement =
        "select id, lookup_password_hash from ordering_orders where order_no = $1 and shop_id = $2 and contact_hash = $3";

    private static readonly Problem Unknown = new(ProblemCode.UnknownOrder, "没有找到这样的订单：请核对订单号、邮箱和查询密码。");

    private readonly OrderClaim _claim;
    private readonly SqlRows<(OrderId Id, string? PasswordHash)> _found;

    private FindOrder(OrderClaim claim, SqlRows<(OrderId Id, string? PasswordHash)> found) => (_claim, _found) = (claim, found);

    /// <summary>Asks; <see cref="Answer"/> is there once the batch was sent.</summary>
    /// <param name="batch">The caller's.</param>
    /// <param name="claim">What the visitor typed.</param>
    /// <param name="contactHash">Its contact, from <see cref="Buyers.BuyerHashes.ContactAsync"/>.</param>
    public static FindOrder AddTo(SqlBatch batch, OrderClaim claim, byte[] contactHash) => new(
        claim,
        batch.Read(Statement, row => (row.Id<OrderId>(0), row.TextOrNull(1)), claim.OrderNo.Trim().ToUpperInvariant(), claim.ShopId.Value, contactHash));

    /// <summary>
    /// The order, or <see cref="ProblemCode.UnknownOrder"/> alike in words and time when it does not exist, is another contact's or shop's,
    /// has no password, or has another one: the password is always worked through.
    /// </summary>
    public Result<OrderId> Answer()
    {
        var found = _found.Rows.SingleOrDefault();
        return LookupPasswords.Verify(_claim.Password, found.PasswordHash) ? found.Id : Unknown;
    }
}
