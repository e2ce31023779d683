using System.Text.Json;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Ordering.Staff;
using Diner.Payments.Notifications;
using Diner.Payments.Records;
using Diner.Settlement.Settle;

namespace Diner.Settlement.FollowUp;

/// <summary>A person vouches that an order was paid. It runs the same path as a notification, and who and why stays on the payment's record.</summary>
public sealed class ConfirmPaid(SettlePayments settle, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Characters of the longest reason.</summary>
    public const int WhyLengthMax = 500;

    /// <summary>
    /// Settles the order for its whole amount. <see cref="ProblemCode.InvalidRequest"/> without a reason; <see cref="ProblemCode.WrongState"/>
    /// when the order was paid before or its goods are past paying for.
    /// </summary>
    public async Task<Result<SettlementResult>> RunAsync(Actor actor, OrderView order, string why, CancellationToken ct)
    {
        var reason = why.Trim();
        if (reason.Length is 0 or > WhyLengthMax)
            return new Problem(ProblemCode.InvalidRequest, "Say why, in at most 500 characters: it is kept with the payment.", "why");
        var payment = new VerifiedPayment(
            order.ChannelId, ConfirmedPayments.ReferenceOf(order.OrderNo), order.OrderNo, order.Amount, JsonSerializer.Serialize(new { who = actor.Name, why = reason }));
        var results = await settle.RunAsync(
            [SettlementRequest.Vouched(order.ShopId, payment, PaymentSource.Confirmed, clock.GetUtcNow())],
            work => audit.AddAsync(work, actor, new OrderDeed("order.confirmed", order) { Why = reason }.ToEntry(), ct),
            ct);
        return results[0].Outcome == SettlementOutcome.AlreadySettled
            ? new Problem(ProblemCode.WrongState, $"Order {order.OrderNo} was paid before; nothing was changed.")
            : results[0];
    }
}
