using System.CommandLine;
using System.Text.Json;
using Diner.Data.Audit;
using Diner.Payments.Bills;
using Diner.Settlement.Reconcile;

namespace Diner.Host.Cli;

/// <summary><c>diner bills</c>: what differs between channels' bills and our records, and putting it right.</summary>
internal static class BillsCommand
{
    private const int ListMax = 1_000;

    private static readonly Argument<Guid> Id = new("ID") { Description = "The difference, as 'diner bills differences' prints it" };
    private static readonly Option<string> Why = new("--why") { Description = "Why nothing is to be done; it is kept", Required = true };

    public static Command Build()
    {
        var differences = new Command("differences", $"List what is open, oldest first, at most {ListMax}.") { KeysContext.Json }.WithShop();
        differences.SetAction(ListAsync);
        var mend = new Command("mend", "Put a difference right: settle, record, ask again or book, whichever it needs.") { Id, KeysContext.Json }.WithShop();
        mend.SetAction(MendAsync);
        var leave = new Command("leave", "End a difference about which nothing is to be done.") { Id, Why }.WithShop();
        leave.SetAction(LeaveAsync);
        return new Command("bills", "Compare the bills of payment channels with our records.") { BillsCompare.Build(), differences, mend, leave };
    }

    private static Task<int> ListAsync(ParseResult parsed, CancellationToken ct) => KeysContext.OnShopAsync(parsed, async (services, shop) =>
    {
        var open = await services.GetRequiredService<ReadDifferences>().OpenAsync(shop.Id, null, ListMax, ct);
        return KeysContext.Done(parsed, open.Count == 0 ? "Nothing differs." : string.Join('\n', open.Select(Line)), open.Select(Model));
    }, ct);

    private static Task<int> MendAsync(ParseResult parsed, CancellationToken ct) => KeysContext.OnShopAsync(parsed, async (services, shop) =>
    {
        var done = await services.GetRequiredService<MendDifference>().RunAsync(Actor.CommandLine(), shop.Id, parsed.GetValue(Id), ct);
        if (!done.IsOk)
            return KeysContext.Fail(done.Problem);
        var outcome = JsonNamingPolicy.SnakeCaseLower.ConvertName(done.Value.ToString());
        return KeysContext.Done(parsed, outcome, new { id = parsed.GetValue(Id), outcome });
    }, ct);

    private static Task<int> LeaveAsync(ParseResult parsed, CancellationToken ct) => KeysContext.OnShopAsync(
        parsed,
        async (services, shop) => await services.GetRequiredService<MendDifference>().LeaveAsync(Actor.CommandLine(), shop.Id, parsed.GetValue(Id), parsed.GetRequiredValue(Why), ct) is { } problem ? KeysContext.Fail(problem) : 0,
        ct);

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
