using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Bills;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Testing.Doubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Testing.Day;

/// <summary>A difference somebody has planted, or that was found.</summary>
internal sealed record DayDifference(string Channel, bool IsRefund, string Reference, DifferenceKind Kind);

/// <summary>
/// The bills of the day: written from the doubles' own books, with mistakes planted, and what those mistakes are. The books of the house are read only
/// for the numbers of refunds it has sent.
/// </summary>
internal sealed class DayBills(IServiceProvider services, DayShop shop, DayPlan plan, DayOfTrade day)
{
    // The notifications of the others say none.
    private static readonly string[] TellsCurrency = ["stripe", "wechatpay", "tokenpay"];

    private readonly Dictionary<string, List<BillEntry>> _entries = [];
    private int _turn;

    /// <summary>What comparing must find, and nothing else.</summary>
    public HashSet<DayDifference> Planted { get; } = [];

    /// <summary>What each channel holds for us by its bill: payments less fees less refunds.</summary>
    public Dictionary<ChannelId, long> Holds { get; } = [];

    /// <summary>Writes the bills down, mistakes and all.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        var refunds = await RefundNosAsync(ct);
        var orders = Enumerable.Range(0, plan.Orders).ToDictionary(order => day[order], order => order);
        foreach (var channel in shop.Channels)
        {
            PlantStrays(channel);
            var lines = new List<BillEntry>();
            foreach (var booked in channel.Provider.Books().OrderBy(b => b.OrderNo, StringComparer.Ordinal))
                AddPayment(channel, lines, booked, orders.TryGetValue(booked.OrderNo, out var order) ? order : null);
            if (channel.BillsFees)
                AddRefunds(channel, lines, refunds, orders);
            _entries[channel.Type] = lines;
            Holds[channel.Id] = lines.Sum(line => line.IsRefund ? -line.Minor : line.Minor - line.FeeMinor);
        }
    }

    /// <summary>Compares every bill; how many lines there were.</summary>
    public async Task<int> CompareAsync(CancellationToken ct)
    {
        var reconcile = services.GetRequiredService<ReconcileBill>();
        foreach (var channel in shop.Channels)
        {
            // The day by the clock of the bill: Stripe's and a table's is UTC.
            var east = TimeSpan.FromHours(channel.Type is "alipay" or "wechatpay" or "epay" ? 8 : 0);
            var now = TimeProvider.System.GetUtcNow().ToOffset(east);
            var bill = BillPaper.Write(channel.Type, _entries[channel.Type], DateOnly.FromDateTime(now.Date));
            var isKnown = ReconcileBill.Formats.Contains(channel.Type);
            var request = new BillRequest(Actor.House("test"), channel.Id, isKnown ? channel.Type : "csv", $"{channel.Type}.bill", _ => Task.FromResult<Stream>(new MemoryStream(bill)))
            {
                Mapping = isKnown ? null : BillMapping.Parse(BillPaper.Columns).Value,
                // A run may go over midnight.
                Days = (now.AddDays(-1), now.AddDays(1)),
            };
            var report = await reconcile.RunAsync(request, CurrencyCode.Cny, ct);
            if (!report.IsOk)
                throw new InvalidOperationException($"{channel.Type}: {report.Problem.Detail}");
        }

        return _entries.Values.Sum(lines => lines.Count);
    }

    /// <summary>What was found and is open.</summary>
    public async Task<IReadOnlyList<Difference>> FoundAsync(CancellationToken ct) => await services.GetRequiredService<ReadDifferences>().OpenAsync(shop.Id, null, int.MaxValue, ct);

    public DayDifference Of(Difference found) => new(shop.Channels.First(c => c.Id == found.ChannelId).Type, found.IsRefund, found.Reference, found.Kind);

    // One in so many lines goes wrong, each time in another way.
    private void AddPayment(DayChannel channel, List<BillEntry> lines, Booked booked, int? order)
    {
        var fee = channel.BillsFees ? channel.Terms.FeeOf(Money.Cny(booked.PaidMinor)) : 0;
        var line = new BillEntry(IsRefund: false, booked.TransactionId, booked.TransactionId, booked.OrderNo, booked.PaidMinor) { FeeMinor = fee };
        var how = order is { } known ? plan[known].How : Mischief.None;
        if (order is null)
            Plant(DifferenceKind.TheirsOnly);
        else if (how == Mischief.WrongAmount && channel.Type == "epay")
            Plant(DifferenceKind.AmountDiffers); // The gateway tells of a cent that is not in its books.
        else if (how == Mischief.WrongCurrency && TellsCurrency.Contains(channel.Type))
            Plant(DifferenceKind.AmountDiffers);
        else if (how is Mischief.WrongAmount && fee > 0)
            Plant(DifferenceKind.FeeDiffers); // Money that pays no order is booked without a fee.
        else if (how == Mischief.None && booked.SentBackMinor == 0 && _turn++ % DayPlan.Rare == 0)
        {
            switch (_turn / DayPlan.Rare % (channel.BillsFees ? 3 : 2))
            {
                case 0:
                    Plant(DifferenceKind.OursOnly);
                    return;
                case 1:
                    line = line with { Minor = line.Minor - 10 };
                    Plant(DifferenceKind.AmountDiffers);
                    break;
                default:
                    line = line with { FeeMinor = line.FeeMinor + 1 };
                    Plant(DifferenceKind.FeeDiffers);
                    break;
            }
        }

        lines.Add(line);

        void Plant(DifferenceKind kind) => Planted.Add(new DayDifference(channel.Type, IsRefund: false, booked.TransactionId, kind));
    }

    private void AddRefunds(DayChannel channel, List<BillEntry> lines, HashSet<string> ours, Dictionary<string, int> orders)
    {
        var payments = channel.Provider.Books().ToDictionary(b => b.OrderNo);
        var billed = lines.Select(line => (line.OrderNo, line.Minor)).ToHashSet();
        // What we have in another currency cannot be given back in this one by a button: that is a person's.
        foreach (var elsewhere in payments.Values.Where(b => b.SentBackMinor == 0 && billed.Contains((b.OrderNo, b.PaidMinor)) && orders.TryGetValue(b.OrderNo, out var order) && plan[order].How != Mischief.WrongCurrency).Chunk(DayPlan.Rare * 2).Select(chunk => chunk[^1]).ToList())
            channel.Provider.RefundElsewhere!(new BookedRefund($"console{elsewhere.OrderNo}", elsewhere.OrderNo, 100, $"re_console{elsewhere.OrderNo}"));
        foreach (var refund in channel.Provider.Refunds())
        {
            // Stripe's bill knows its own number only.
            var reference = channel.Type == "stripe" ? refund.ProviderRefundId : refund.RefundNo;
            if (!ours.Contains(refund.RefundNo))
                Planted.Add(new DayDifference(channel.Type, IsRefund: true, reference, DifferenceKind.TheirsOnly));
            else if (_turn++ % 3 == 0)
            {
                Planted.Add(new DayDifference(channel.Type, IsRefund: true, refund.RefundNo, DifferenceKind.OursOnly));
                continue;
            }

            lines.Add(new BillEntry(IsRefund: true, reference, payments[refund.OrderNo].TransactionId, refund.OrderNo, refund.AmountMinor));
        }
    }

    private void PlantStrays(DayChannel channel)
    {
        for (var i = 0; i < Math.Max(2, plan.Orders / shop.Channels.Count / 500); i++)
            channel.Provider.Stray($"STRAY-{channel.Type}-{i}", DayShop.PriceMinor);
    }

    private async Task<HashSet<string>> RefundNosAsync(CancellationToken ct)
    {
        await using var db = services.GetRequiredService<Database>().Read();
        return [.. await db.Set<RefundRow>().Where(r => r.ShopId == shop.Id).Select(r => r.RefundNo).ToListAsync(ct)];
    }
}
