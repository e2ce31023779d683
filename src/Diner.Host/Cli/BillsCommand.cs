using System.CommandLine;
using System.Text.Json;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Bills;
using Diner.Settlement.Reconcile;

namespace Diner.Host.Cli;

/// <summary><c>diner bills</c>: what differs between channels' bills and our records, and putting it right.</summary>
internal static class BillsCommand
{
    private const int ListMax = 1_000;

    private static readonly Argument<Guid> Id = new("ID") { Description = "The difference, as 'diner bills differences' prints it" };
    private static readonly Option<string> Shop = new("--shop") { Description = "The shop's slug", Required = true };
    private static readonly Option<string> Why = new("--why") { Description = "Why nothing is to be done; it is kept", Required = true };

    public static Command Build()
    {
        var differences = new Command("differences", $"List what is open, oldest first, at most {ListMax}.") { Shop, CliContext.Json }.WithDatabase();
        differences.SetAction(ListAsync);
        var mend = new Command("mend", "Put a difference right: settle, record, ask again or book, whichever it needs.") { Id, Shop, CliContext.Json }.WithDatabase();
        mend.SetAction(MendAsync);
        var leave = new Command("leave", "End a difference about which nothing is to be done.") { Id, Shop, Why }.WithDatabase();
        leave.SetAction(LeaveAsync);
        return new Command("bills", "Compare the bills of payment channels with our records.") { BillsCompare.Build(), differences, mend, leave };
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        var shop = await services.GetRequiredService<ShopLookup>().ShopAsync(parsed.GetRequiredValue(Shop), ct);
        if (!shop.IsOk)
            return CliContext.Fail(shop.Problem.Detail);
        var open = await services.GetRequiredService<ReadDifferences>().OpenAsync(shop.Value.Id, null, ListMax, ct);
        if (parsed.GetValue(CliContext.Json))
            Console.WriteLine(JsonSerializer.Serialize(open.Select(Model)));
        else
            Console.WriteLine(open.Count == 0 ? "Nothing differs." : string.Join('\n', open.Select(Line)));
        return 0;
    }

    private static Task<int> MendAsync(ParseResult parsed, CancellationToken ct) => InShopAsync(parsed, async (services, shop, id) =>
    {
        var done = await services.GetRequiredService<MendDifference>().RunAsync(Actor.CommandLine(), shop.Id, id, ct);
        if (!done.IsOk)
            return CliContext.Fail(done.Problem.Detail);
        var outcome = JsonNamingPolicy.SnakeCaseLower.ConvertName(done.Value.ToString());
        Console.WriteLine(parsed.GetValue(CliContext.Json) ? JsonSerializer.Serialize(new { id, outcome }) : outcome);
        return 0;
    }, ct);

    private static Task<int> LeaveAsync(ParseResult parsed, CancellationToken ct) => InShopAsync(parsed, async (services, shop, id) =>
        await services.GetRequiredService<MendDifference>().LeaveAsync(Actor.CommandLine(), shop.Id, id, parsed.GetRequiredValue(Why), ct) is { } problem ? CliContext.Fail(problem.Detail) : 0, ct);

    private static async Task<int> InShopAsync(ParseResult parsed, Func<ServiceProvider, ShopView, Guid, Task<int>> run, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        var shop = await services.GetRequiredService<ShopLookup>().ShopAsync(parsed.GetRequiredValue(Shop), ct);
        return shop.IsOk ? await run(services, shop.Value, parsed.GetValue(Id)) : CliContext.Fail(shop.Problem.Detail);
    }

    private static object Model(Difference difference) => new
    {
        id = difference.Id,
        channel = difference.ChannelId.Value,
        kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(difference.Kind.ToString()),
        refund = difference.IsRefund,
        reference = difference.Reference,
        order_no = difference.OrderNo,
        ours_minor = difference.Ours?.AmountMinor,
        theirs_minor = difference.Theirs?.AmountMinor,
        our_fee_minor = difference.OurFeeMinor,
        their_fee_minor = difference.TheirFeeMinor,
        currency = (difference.Theirs ?? difference.Ours)?.Currency.Code,
        moved_at = difference.MovedAt,
        found_at = difference.FoundAt,
        owner = difference.Owner,
    };

    private static string Line(Difference difference) =>
        $"{difference.Id:D}  {difference.Kind,-13}  {(difference.IsRefund ? "refund " : "payment")}  {difference.Reference}  {difference.OrderNo}  ours {difference.Ours?.ToString() ?? "-"}  theirs {difference.Theirs?.ToString() ?? "-"}  since {difference.FoundAt:u}";
}
