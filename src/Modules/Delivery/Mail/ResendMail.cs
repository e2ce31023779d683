using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Ordering.Staff;
using Microsoft.EntityFrameworkCore;

namespace Diner.Delivery.Mail;

/// <summary>Sends the buyer the mail of the order's state once more.</summary>
public sealed class ResendMail(Database database, AuditTrail audit, IdSource ids, TimeProvider clock)
{
    private const int CopiesMax = 20;

    /// <summary>
    /// Null when it is on its way. <see cref="ProblemCode.WrongState"/> when there is no mail about this state, or one is on its way already;
    /// <see cref="ProblemCode.LimitReached"/> after twenty.
    /// </summary>
    public async Task<Problem?> RunAsync(Actor actor, OrderView order, CancellationToken ct)
    {
        if (OrderLetters.TemplateFor(order.Status) is not { } template)
            return new Problem(ProblemCode.WrongState, "There is no mail about an order in this state.");
        await using var work = await database.BeginAsync(ct);
        var last = await work.Db.Set<OutgoingMessage>().AsNoTracking().Where(m => m.SubjectId == order.Id.Value && m.Template == template).OrderByDescending(m => m.Copy).FirstOrDefaultAsync(ct);
        if (last is { State: MessageState.Waiting, Attempts: 0 })
            return new Problem(ProblemCode.WrongState, "The mail is on its way already.");
        if (last is { Copy: >= CopiesMax })
            return new Problem(ProblemCode.LimitReached, "It was sent twenty times. Ask the buyer for another address, or send the link yourself.");

        // Two at once make the same copy: the second one is none.
        var copy = new NewMessage(ids.NextGuid(), order.ShopId, order.Id.Value, template) { Copy = (short)(last is null ? 0 : last.Copy + 1) };
        await Outbox.AddAsync(work, [copy], clock.GetUtcNow(), ct);
        await audit.AddAsync(work, actor, new OrderDeed("order.mail_resent", order).ToEntry(), ct);
        await work.CommitAsync(ct);
        return null;
    }
}
