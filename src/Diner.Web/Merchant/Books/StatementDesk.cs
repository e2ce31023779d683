using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Balances;
using Diner.Payments.Channels;
using Diner.Web.Kit;

namespace Diner.Web.Merchant.Books;

/// <summary>A day of a statement.</summary>
/// <param name="Day">The shop's own day.</param>
/// <param name="CreditMinor">What the merchant was owed more, minor units.</param>
/// <param name="DebitMinor">What the merchant was owed less.</param>
/// <param name="OwedMinor">What the merchant was owed when the day ended.</param>
public sealed record StatementDay(DateOnly Day, long CreditMinor, long DebitMinor, long OwedMinor);

/// <summary>What a channel took and gave back over the time of a statement.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="InMinor">What it took for us, less its fee.</param>
/// <param name="OutMinor">What it gave back or paid out.</param>
/// <param name="FeeMinor">What it kept for itself.</param>
/// <param name="HeldMinor">What it holds now.</param>
public sealed record StatementChannel(string Name, long InMinor, long OutMinor, long FeeMinor, long HeldMinor);

/// <summary>A shop's statement.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Days">The days on which anything was moved, oldest first.</param>
/// <param name="Channels">The shop's channels.</param>
public sealed record StatementView(DateOnly From, DateOnly To, IReadOnlyList<StatementDay> Days, IReadOnlyList<StatementChannel> Channels)
{
    /// <summary>What the merchant is owed now.</summary>
    public long OwedNowMinor { get; init; }

    /// <summary>What is kept back now.</summary>
    public long ReservedMinor { get; init; }

    /// <summary>What the merchant was owed before the first day.</summary>
    public long OwedBeforeMinor { get; init; }
}

/// <summary>Gathers a shop's statement from balances: it never reads entries, so it costs the same after a million orders.</summary>
internal sealed class StatementDesk(Balances balances, Diner.Payments.Channels.Channels channels, TimeProvider clock)
{
    /// <summary>Days of the longest statement.</summary>
    public const int DaysMax = 366;

    private const int DaysAtFirst = 31;

    /// <summary>The statement of those days; days that are none, or too many, are the last 31.</summary>
    public async Task<StatementView> ViewAsync(ShopView shop, string? from, string? to, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(ShopTime.Local(clock.GetUtcNow(), shop).DateTime);
        var last = DateOnly.TryParseExact(to, "yyyy-MM-dd", out var typedTo) ? typedTo : today;
        var first = DateOnly.TryParseExact(from, "yyyy-MM-dd", out var typedFrom) && typedFrom <= last && last.DayNumber - typedFrom.DayNumber < DaysMax ? typedFrom : last.AddDays(1 - DaysAtFirst);
        var (begin, end) = (ShopTime.EndOf(first.AddDays(-1), shop), ShopTime.EndOf(last, shop));

        var owner = shop.Id.Value;
        var before = -Balance(await balances.OfAsync(owner, null, begin, ct), AccountKind.MerchantPayable);
        var now = await balances.OfAsync(owner, null, null, ct);
        var slots = await balances.SlotsAsync(AccountKind.MerchantPayable, owner, begin, end, ct);
        return new StatementView(first, last, Days(slots, shop, before), await ChannelsAsync(shop, begin, end, ct))
        {
            OwedNowMinor = -Balance(now, AccountKind.MerchantPayable),
            ReservedMinor = -Balance(now, AccountKind.Reserve),
            OwedBeforeMinor = before,
        };
    }

    private static List<StatementDay> Days(IEnumerable<(DateTimeOffset Slot, AccountFigures Figures)> slots, ShopView shop, long owed)
    {
        var days = new List<StatementDay>();
        foreach (var day in slots.GroupBy(slot => DateOnly.FromDateTime(ShopTime.Local(slot.Slot, shop).DateTime)))
        {
            var (credit, debit) = (day.Sum(slot => slot.Figures.CreditMinor), day.Sum(slot => slot.Figures.DebitMinor));
            owed += credit - debit;
            days.Add(new StatementDay(day.Key, credit, debit, owed));
        }

        return days;
    }

    private async Task<List<StatementChannel>> ChannelsAsync(ShopView shop, DateTimeOffset begin, DateTimeOffset end, CancellationToken ct)
    {
        var lines = new List<StatementChannel>();
        foreach (var channel in await channels.ListAsync(shop.Id, ct))
        {
            var moved = await balances.OfAsync(channel.Id.Value, begin, end, ct);
            var all = await balances.OfAsync(channel.Id.Value, null, null, ct);
            var clearing = moved.Where(figures => figures.Account == AccountKind.ChannelClearing).ToList();
            lines.Add(new StatementChannel(
                channel.Name, clearing.Sum(f => f.DebitMinor), clearing.Sum(f => f.CreditMinor), Balance(moved, AccountKind.ChannelFee), Balance(all, AccountKind.ChannelClearing)));
        }

        return lines;
    }

    private static long Balance(IEnumerable<AccountFigures> figures, AccountKind account) => figures.Where(f => f.Account == account).Sum(f => f.BalanceMinor);
}
