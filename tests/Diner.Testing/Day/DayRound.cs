using System.Diagnostics;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Balances;
using Diner.Payments.Bills;
using Diner.Settlement.Doctor;
using Diner.Settlement.Reconcile;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Testing.Day;

/// <summary>What came of a day and its bills.</summary>
internal sealed record DayOutcome
{
    /// <summary>Planted and not found.</summary>
    public required IReadOnlyList<DayDifference> NotFound { get; init; }

    /// <summary>Found and not planted.</summary>
    public required IReadOnlyList<DayDifference> Invented { get; init; }

    /// <summary>What could not be mended, and why; what was open after mending; channels whose clearing account is not what their bill says; findings of the doctor.</summary>
    public required IReadOnlyList<string> Wrong { get; init; }

    /// <summary>How many differences there were.</summary>
    public int Planted { get; init; }

    /// <summary>Lines of all bills.</summary>
    public int Lines { get; init; }

    /// <summary>How long the day took, and comparing its bills.</summary>
    public (TimeSpan Trade, TimeSpan Compare) Took { get; init; }

    /// <summary>Everything that is wrong, a line each.</summary>
    public string Said => string.Join('\n', NotFound.Select(d => $"not found: {d}").Concat(Invented.Select(d => $"invented: {d}")).Concat(Wrong));
}

/// <summary>A day of trade at a running server on an empty database, its bills, and mending all that differs.</summary>
internal static class DayRound
{
    private static readonly Actor Us = Actor.House("test");

    public static async Task<DayOutcome> RunAsync(IServiceProvider services, Uri server, (int Orders, int Seed) size, CancellationToken ct)
    {
        await using var shop = await DayShop.OpenAsync(services, server, size.Orders * 2, ct);
        var plan = new DayPlan(size.Orders, shop.Channels.Count, size.Seed);
        using var day = new DayOfTrade(services, server, shop, plan);
        var clock = Stopwatch.StartNew();
        await day.RunAsync(ct);
        var trade = clock.Elapsed;

        var bills = new DayBills(services, shop, plan, day);
        await bills.WriteAsync(ct);
        clock.Restart();
        var lines = await bills.CompareAsync(ct);
        var compare = clock.Elapsed;
        var found = await bills.FoundAsync(ct);
        var told = found.Select(bills.Of).ToHashSet();
        return new DayOutcome
        {
            NotFound = [.. bills.Planted.Except(told)],
            Invented = [.. told.Except(bills.Planted)],
            Wrong = [.. await MendAsync(services, shop, found, ct), .. (await bills.FoundAsync(ct)).Select(left => $"still open: {bills.Of(left)}"), .. await BalancesAsync(services, shop, bills, ct), .. await DoctorAsync(services, ct)],
            Planted = bills.Planted.Count,
            Lines = lines,
            Took = (trade, compare),
        };
    }

    private static async Task<List<string>> MendAsync(IServiceProvider services, DayShop shop, IReadOnlyList<Difference> found, CancellationToken ct)
    {
        var wrong = new List<string>();
        foreach (var difference in found)
        {
            var mended = await services.GetRequiredService<MendDifference>().RunAsync(Us, shop.Id, difference.Id, ct);
            if (!mended.IsOk)
                wrong.Add($"not mended: {difference.Kind} {difference.Reference}: {mended.Problem.Detail}");
        }

        return wrong;
    }

    // Refunds that no bill has are promised to be in a later one.
    private static async Task<List<string>> BalancesAsync(IServiceProvider services, DayShop shop, DayBills bills, CancellationToken ct)
    {
        var wrong = new List<string>();
        foreach (var channel in shop.Channels)
        {
            var later = bills.Planted.Count(d => d.Channel == channel.Type && d is { IsRefund: true, Kind: DifferenceKind.OursOnly }) * DayShop.PriceMinor;
            var ours = (await services.GetRequiredService<Balances>().OfAsync(channel.Id.Value, null, null, ct)).Where(f => f.Account == AccountKind.ChannelClearing).Sum(f => f.BalanceMinor);
            if (ours != bills.Holds[channel.Id] - later)
                wrong.Add($"{channel.Type} holds {bills.Holds[channel.Id]} by its bill, of which {later} goes out later, and {ours} by our books");
        }

        return wrong;
    }

    private static async Task<IEnumerable<string>> DoctorAsync(IServiceProvider services, CancellationToken ct) =>
        (await services.GetRequiredService<Examine>().RunAsync(ct)).Select(finding => $"{finding.Invariant} {string.Join(' ', finding.Breaches)}");
}
