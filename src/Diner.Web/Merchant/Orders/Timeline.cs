using Diner.Data.Audit;
using Diner.Delivery.Mail;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Web.Kit;
using Diner.Web.Text;
using Microsoft.Extensions.Localization;

namespace Diner.Web.Merchant.Orders;

/// <summary>Something that happened to an order.</summary>
/// <param name="At">When.</param>
/// <param name="Title">What.</param>
/// <param name="Detail">More of it; or empty.</param>
internal sealed record TimelineEntry(DateTimeOffset At, string Title, string Detail = "")
{
    /// <summary>What a provider sent, masked; or empty.</summary>
    public string Raw { get; init; } = "";

    /// <summary>ok, bad, or empty.</summary>
    public string Tone { get; init; } = "";
}

/// <summary>Puts everything that happened to an order into one line of time.</summary>
internal sealed class Timeline(SheetView sheet, IStringLocalizer<DeskText> text, IStringLocalizer<OrderText> words)
{
    private OrderView Order => sheet.Order;

    /// <summary>All of it, oldest first; what a channel told before what became of it.</summary>
    public IReadOnlyList<TimelineEntry> Entries() =>
        [.. Routes().Concat(Payments()).Concat(Refunds()).Concat(Disputes()).Concat(States()).Concat(Reports()).Concat(Mails()).Concat(Views()).Concat(Deeds()).Concat(Notes()).OrderBy(entry => entry.At)];

    private IEnumerable<TimelineEntry> States()
    {
        var channel = Order.Amount.IsZero ? words["Free"] : sheet.ChannelName(Order.ChannelId);
        yield return new TimelineEntry(Order.CreatedAt, text["Placed"], text[sheet.Sheet.CameByBrowser ? "PlacedByPage" : "PlacedByApi", channel]);
        if (Order.PaidAt is { } paid && !Order.Amount.IsZero)
            yield return new TimelineEntry(paid, text["Paid"]) { Tone = "ok" };
        if (Order.DeliveredAt is { } delivered)
            yield return new TimelineEntry(delivered, text["Delivered"]) { Tone = "ok" };
        if (Order.Status == OrderStatus.Expired)
            yield return new TimelineEntry(Order.ExpiresAt, text["HoldEnded"]);
    }

    private IEnumerable<TimelineEntry> Payments() => sheet.Payments.Where(p => p.Source != PaymentSource.Free).Select(payment =>
        new TimelineEntry(
            payment.Outcome == PaymentOutcome.Applied ? Order.PaidAt ?? payment.At : payment.At,
            text[$"Payment{payment.Source}"],
            text["PaymentDetail", sheet.ChannelName(payment.ChannelId), payment.ProviderTransactionId, payment.Amount is { } amount ? MoneyText.Of(amount) : "?", text[$"Outcome{payment.Outcome}"]])
        {
            Raw = payment.Raw,
            Tone = payment.Outcome == PaymentOutcome.Applied ? "ok" : "bad",
        });

    private IEnumerable<TimelineEntry> Routes() => sheet.Routes.Select(choice => new TimelineEntry(
        choice.At, text["Routed"], string.Join('\n', choice.Notes.Select(note => text["RouteNote", sheet.ChannelName(note.Channel), text[$"Route{note.Reason}", note.Value ?? 0]].Value))));

    private IEnumerable<TimelineEntry> Refunds()
    {
        foreach (var refund in sheet.Refunds)
        {
            yield return new TimelineEntry(refund.At, text["RefundAsked", MoneyText.Of(refund.Amount), refund.RequestedBy], refund.Reason);
            if (refund.EndedAt is { } ended)
                yield return new TimelineEntry(ended, text[$"Refund{refund.State}", MoneyText.Of(refund.Amount)], refund.ProviderRefundId ?? refund.Why ?? "") { Tone = "ok" };
            else if (refund.State == RefundState.NeedsPerson)
                yield return new TimelineEntry(refund.At, text["RefundNeedsPerson", MoneyText.Of(refund.Amount)], refund.Why ?? "") { Tone = "bad" };
        }
    }

    private IEnumerable<TimelineEntry> Disputes()
    {
        foreach (var dispute in sheet.Disputes)
        {
            yield return new TimelineEntry(dispute.At, text["DisputeOpened", MoneyText.Of(dispute.Amount)], $"{dispute.Reason} · {dispute.ProviderDisputeId}") { Tone = "bad" };
            if (dispute.EndedAt is { } ended)
                yield return new TimelineEntry(ended, text[$"Dispute{dispute.Stage}", MoneyText.Of(dispute.Amount)]);
        }
    }

    private IEnumerable<TimelineEntry> Reports() => sheet.Reports.Select(report =>
        new TimelineEntry(report.ReportedAt, text["Reported", sheet.NumberOf(report.KeyId)], report.Note) { Tone = "bad" });

    private IEnumerable<TimelineEntry> Mails() => sheet.Mails.Select(mail => new TimelineEntry(
        mail.EndedAt ?? mail.CreatedAt,
        text["Mail", text[$"Mail{mail.Template}"], text[$"MailState{mail.State}"]],
        mail.State == MessageState.Sent ? "" : mail.LastError ?? "") { Tone = mail.State == MessageState.Dead ? "bad" : "" });

    private IEnumerable<TimelineEntry> Views() => sheet.Views.Select(views =>
        new TimelineEntry(views.FirstAt, text[views.ShowedKeys ? "ViewedKeys" : "Viewed", views.Count]));

    private IEnumerable<TimelineEntry> Deeds() => sheet.Deeds.Where(deed => deed.Action != "order.noted").Select(deed =>
        new TimelineEntry(deed.At, text["Deed", deed.Who, Named(deed)], deed.Why) { Tone = deed.Succeeded ? "" : "bad" });

    private IEnumerable<TimelineEntry> Notes() => sheet.Notes.Select(note => new TimelineEntry(note.At, text["Noted", note.Who], note.Text));

    // What a later version of the house did keeps its own name.
    private string Named(Deed deed) => text[$"Deed_{deed.Action}"] is { ResourceNotFound: false } named ? named.Value : deed.Action;
}
