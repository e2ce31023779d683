using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Buyers;
using Diner.Ordering.Orders;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ordering.Lookup;

/// <summary>What a buyer remembers of an order.</summary>
/// <param name="ShopId">Where it was bought.</param>
/// <param name="OrderNo">Its number.</param>
/// <param name="Contact">The e-mail address given at checkout.</param>
/// <param name="Password">The look-up password chosen at checkout.</param>
public sealed record OrderClaim(ShopId ShopId, string OrderNo, string Contact, string Password);

/// <summary>Finds an order by its number, contact and look-up password.</summary>
public sealed class FindOrder(Database database, BuyerHashes buyers)
{
    /// <summary>
    /// The order, or <see cref="ProblemCode.UnknownOrder"/> alike in words and time when it does not exist, is another contact's or shop's,
    /// has no password, or has another one: the password is always worked through.
    /// </summary>
    public async Task<Result<OrderView>> RunAsync(OrderClaim claim, CancellationToken ct)
    {
        var contact = await buyers.ContactAsync(claim.Contact, ct);
        var orderNo = claim.OrderNo.Trim().ToUpperInvariant();
        await using var db = database.Read();
        var found = await db.Set<Order>()
            .Where(o => o.OrderNo == orderNo && o.ShopId == claim.ShopId && o.ContactHash == contact)
            .Select(o => new { o.Id, o.LookupPasswordHash })
            .SingleOrDefaultAsync(ct);
        if (!LookupPasswords.Verify(claim.Password, found?.LookupPasswordHash) || found is null)
            return Unknown;
        return await db.Set<Order>().Where(o => o.Id == found.Id).Select(OrderViews.FromRow).SingleAsync(ct);
    }

    private static Problem Unknown => new(ProblemCode.UnknownOrder, "没有找到这样的订单：请核对订单号、邮箱和查询密码。");
}
