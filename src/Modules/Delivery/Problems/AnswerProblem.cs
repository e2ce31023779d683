using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Delivery.Mail;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Ordering.Staff;

namespace Diner.Delivery.Problems;

/// <summary>Answers a report without another key: explains, or ends it. Another key is given by <see cref="Diner.Settlement.FollowUp.ReplaceKey"/>.</summary>
public sealed class AnswerProblem(Database database, AuditTrail audit, OrderSignals signals, IdSource ids, TimeProvider clock)
{
    /// <summary>Characters of the longest answer.</summary>
    public const int AnswerLengthMax = 1_000;

    private static readonly SqlText Answer =
        "update delivery_problem_reports set state = $3, answer = $4, answered_at = $5 where id = $1 and order_id = $2 and state = 0 returning key_id";

    /// <summary>
    /// Null when it is answered: the buyer reads it on the open page, and an explanation by mail too; without words the report is closed. <see cref="ProblemCode.InvalidRequest"/> for an
    /// explanation that is too long; <see cref="ProblemCode.WrongState"/> when the order has no such report, or it was answered before.
    /// </summary>
    public async Task<Problem?> RunAsync(Actor actor, OrderView order, Guid report, string explanation, CancellationToken ct)
    {
        var text = explanation.Trim();
        if (text.Length > AnswerLengthMax)
            return new Problem(ProblemCode.InvalidRequest, "Say it in at most 1000 characters.", "answer");
        var state = text.Length == 0 ? ReportState.Closed : ReportState.Explained;
        var now = clock.GetUtcNow();
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var keys = batch.Read(Answer, row => row.Guid(0), report, order.Id.Value, (short)state, text, now);
        await batch.SendAsync(ct);
        if (keys.Rows is not [var key])
            return new Problem(ProblemCode.WrongState, "This report was answered already.");
        if (state == ReportState.Explained)
            await Outbox.AddAsync(work, [new NewMessage(ids.NextGuid(), order.ShopId, report, MailTemplate.ReportAnswered)], now, ct);
        var deed = new OrderDeed(state == ReportState.Explained ? "report.explained" : "report.closed", order) { Why = text, After = new { report, key } };
        await audit.AddAsync(work, actor, deed.ToEntry(), ct);
        await work.CommitAsync(CancellationToken.None);
        signals.Changed([order.Id]);
        return null;
    }
}
