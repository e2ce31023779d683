using Diner.Data.Events;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.Extensions.Logging;

namespace Diner.Delivery.Mail;

/// <summary>Turns what happened to orders into messages, one per order and template however often it is told.</summary>
internal sealed class MailOrders(FollowerContext context, IdSource ids, ILogger<MailOrders> logger) : EventFollower(context, logger)
{
    private readonly TimeProvider _clock = context.Clock;

    protected override string Name => "delivery/mail";

    protected override int BatchMax => 1_000;

    protected override Task HandleAsync(UnitOfWork work, IReadOnlyList<EventEnvelope> events, CancellationToken ct)
    {
        var messages = new List<NewMessage>();
        foreach (var told in events)
        {
            if (TemplateOf(told.Kind) is { } template)
                messages.Add(new NewMessage(ids.NextGuid(), told.ShopId, told.SubjectId, template));
        }

        return Outbox.AddAsync(work, messages, _clock.GetUtcNow(), ct);
    }

    // Told by settlement; the subject is the order, or the refund. Other kinds are not about a buyer's mail.
    private static MailTemplate? TemplateOf(string kind) => kind switch
    {
        "order.delivered" => MailTemplate.Delivered,
        "order.awaiting_stock" => MailTemplate.AwaitingStock,
        "order.amount_mismatch" => MailTemplate.AmountMismatch,
        "order.manual" => MailTemplate.Manual,
        "refund.promised" => MailTemplate.Refunded,
        _ => null,
    };
}
