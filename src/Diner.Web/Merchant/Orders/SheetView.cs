using Diner.Data.Audit;
using Diner.Delivery.Mail;
using Diner.Delivery.Pages;
using Diner.Delivery.Problems;
using Diner.Kernel;
using Diner.Ledger.Postings;
using Diner.Ordering.Browse;
using Diner.Ordering.Orders;
using Diner.Ordering.Staff;
using Diner.Payments.Channels;
using Diner.Payments.Disputes;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Payments.Routing;
using Diner.Vault.Keys;
using Diner.Vault.Replacement;

namespace Diner.Web.Merchant.Orders;

/// <summary>An order and everything that happened to it, for staff.</summary>
/// <param name="Sheet">The order.</param>
/// <param name="Keys">Its keys by name, in the buyer's order; none is opened.</param>
public sealed record SheetView(OrderSheet Sheet, IReadOnlyList<KeyId> Keys)
{
    /// <summary>The shop's channels.</summary>
    public required IReadOnlyList<ChannelView> Channels { get; init; }

    /// <summary>What we were told of money.</summary>
    public required IReadOnlyList<PaymentView> Payments { get; init; }

    /// <summary>What went back, or is to.</summary>
    public required IReadOnlyList<RefundView> Refunds { get; init; }

    /// <summary>What banks took back.</summary>
    public required IReadOnlyList<DisputeView> Disputes { get; init; }

    /// <summary>What it moved in the books.</summary>
    public required IReadOnlyList<PostingView> Postings { get; init; }

    /// <summary>What the router thought.</summary>
    public required IReadOnlyList<RouteChoice> Routes { get; init; }

    /// <summary>Keys that were exchanged.</summary>
    public required IReadOnlyList<ReplacedKey> Replaced { get; init; }

    /// <summary>What the buyer reported.</summary>
    public required IReadOnlyList<ReportView> Reports { get; init; }

    /// <summary>Mails about it.</summary>
    public required IReadOnlyList<OrderMail> Mails { get; init; }

    /// <summary>Looks at its page.</summary>
    public required IReadOnlyList<ViewsOfHour> Views { get; init; }

    /// <summary>What colleagues wrote.</summary>
    public required IReadOnlyList<NoteView> Notes { get; init; }

    /// <summary>What staff did.</summary>
    public required IReadOnlyList<Deed> Deeds { get; init; }

    /// <summary>The keys in the open, after they were asked for; else empty.</summary>
    public IReadOnlyList<KeyText> Open { get; init; } = [];

    /// <summary>The order.</summary>
    public OrderView Order => Sheet.Order;

    /// <summary>What its channel is called.</summary>
    public string ChannelName(ChannelId id) => Channels.FirstOrDefault(channel => channel.Id == id)?.Name ?? "";

    /// <summary>The place of a key, from 1; 0 when it is none of the order's.</summary>
    public int NumberOf(KeyId key)
    {
        var current = Replaced.Aggregate(key, (at, replaced) => replaced.OldKey == at ? replaced.NewKey : at);
        return 1 + Keys.ToList().IndexOf(current);
    }

    /// <summary>The open report of a key, or null.</summary>
    public ReportView? OpenReportOf(KeyId key) => Reports.FirstOrDefault(report => report.KeyId == key && report.State == ReportState.Open);
}

/// <summary>What of an order is read where: its keys, its money.</summary>
internal sealed record OrderFacts(BrowseOrders Orders, OrderKeys Keys, Replacements Replacements, OrderMoney Money, Channels Channels);

/// <summary>The money of an order: what came, what went back, what was posted, and through whom.</summary>
internal sealed record OrderMoney(PaymentRecords Payments, ReadRefunds Refunds, ReadDisputes Disputes, ReadPostings Postings, RouteHistory Routes);

/// <summary>What happened around an order: the buyer's side and the staff's.</summary>
internal sealed record OrderTraces(ProblemReports Reports, OrderMails Mails, PageViews Views, OrderNotes Notes, Deeds Deeds);

/// <summary>Gathers an order's sheet.</summary>
internal sealed class SheetDesk(OrderFacts facts, OrderTraces traces)
{
    /// <summary>The order of that number, when it is the shop's; else null.</summary>
    public async Task<OrderView?> FindAsync(ShopId shop, string orderNo, CancellationToken ct) => (await facts.Orders.SheetAsync(shop, orderNo, ct))?.Order;

    /// <summary>The sheet of that order; null when the shop has none of that number.</summary>
    public async Task<SheetView?> ViewAsync(ShopId shop, string orderNo, CancellationToken ct)
    {
        if (await facts.Orders.SheetAsync(shop, orderNo, ct) is not { } sheet)
            return null;
        var id = sheet.Order.Id;
        var replaced = await facts.Replacements.OfOrderAsync(id, ct);
        var reports = await traces.Reports.OfOrderAsync(id, ct);
        return new SheetView(sheet, await facts.Keys.OfOrderAsync(id, ct))
        {
            Channels = await facts.Channels.ListAsync(shop, ct),
            Payments = await facts.Money.Payments.OfOrderAsync(shop, id, sheet.Order.OrderNo, ct),
            Refunds = await facts.Money.Refunds.OfOrderAsync(id, ct),
            Disputes = await facts.Money.Disputes.OfOrderAsync(id, ct),
            Postings = await facts.Money.Postings.OfOrderAsync(id, ct),
            Routes = await facts.Money.Routes.OfAsync(sheet.Order.OrderNo, ct),
            Replaced = replaced,
            Reports = reports,
            Mails = await traces.Mails.OfAsync([id.Value, .. replaced.Select(r => r.Id), .. reports.Select(r => r.Id)], ct),
            Views = await traces.Views.OfOrderAsync(id, ct),
            Notes = await traces.Notes.OfOrderAsync(id, ct),
            Deeds = await traces.Deeds.OfAsync(shop, id.Value, ct),
        };
    }
}
