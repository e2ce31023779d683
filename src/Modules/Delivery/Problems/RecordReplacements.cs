using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Delivery.Mail;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Settlement.FollowUp;
using Diner.Vault.Replacement;

namespace Diner.Delivery.Problems;

/// <summary>A replaced key answers its report and is told to the buyer by mail, in the transaction of the replacement.</summary>
internal sealed class RecordReplacements(IdSource ids) : IRecordReplacements
{
    private static readonly SqlText Answer =
        """
        update delivery_problem_reports
        set state = 1, answer = $3, answered_at = $4
        where order_id = $1 and key_id = $2 and state <> 1
        """;

    public async Task RecordAsync(UnitOfWork work, OrderView order, ReplacedKey replaced, CancellationToken ct)
    {
        await work.RunAsync(Answer, ct, order.Id.Value, replaced.OldKey.Value, replaced.Reason, replaced.At);
        await Outbox.AddAsync(work, [new NewMessage(ids.NextGuid(), order.ShopId, replaced.Id, MailTemplate.KeyReplaced)], replaced.At, ct);
    }
}
