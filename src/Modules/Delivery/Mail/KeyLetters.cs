using Diner.Data.Storage;
using Diner.Delivery.Problems;
using Diner.Kernel;
using Diner.Payments.Refunds;
using Diner.Vault.Replacement;
using Microsoft.EntityFrameworkCore;

namespace Diner.Delivery.Mail;

/// <summary>Writes the letters about a key that did not work, and about money that goes back.</summary>
internal sealed class KeyLetters(OrderLetters orders, Replacements replacements, ReadRefunds refunds, Database database)
{
    /// <summary>The letter about a replacement.</summary>
    public async Task<Letter?> ReplacedAsync(Guid replacement, CancellationToken ct)
    {
        var replaced = await replacements.FindAsync(replacement, ct) ?? throw new InvariantException($"a mail is about replacement {replacement}, which does not exist");
        return await orders.WriteAsync(replaced.OrderId, MailTemplate.KeyReplaced, replaced.Reason, ct);
    }

    /// <summary>The letter about a refund; null when it was taken back, or is of money that belonged to no order.</summary>
    public async Task<Letter?> RefundedAsync(Guid refund, CancellationToken ct) =>
        await refunds.FindAsync(new RefundId(refund), shop: null, ct) is { Order: { } order, State: not RefundState.Withdrawn } promised
            ? await orders.WriteAsync(order, MailTemplate.Refunded, $"{promised.Amount} · {promised.Reason}", ct)
            : null;

    /// <summary>The letter about an explanation; null when the buyer has reported the key again since, or has another one.</summary>
    public async Task<Letter?> AnsweredAsync(Guid report, CancellationToken ct)
    {
        await using var db = database.Read();
        var answered = await db.Set<ProblemReport>().SingleOrDefaultAsync(r => r.Id == report && r.State == ReportState.Explained, ct);
        return answered is null ? null : await orders.WriteAsync(answered.OrderId, MailTemplate.ReportAnswered, answered.Answer, ct);
    }
}
