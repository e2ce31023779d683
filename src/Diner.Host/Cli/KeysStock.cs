using System.CommandLine;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Vault.Batches;
using Diner.Vault.Pools;

namespace Diner.Host.Cli;

/// <summary><c>diner keys move</c> and <c>diner keys withdraw</c>.</summary>
internal static class KeysStock
{
    private static readonly Option<string> To = new("--to") { Description = "The variant's code they go to", Required = true };
    private static readonly Option<int> Quantity = new("--quantity") { Description = "How many keys, at most 100000", Required = true };
    private static readonly Argument<Guid> Batch = new("batch") { Description = "The batch's id, as the import said it" };

    public static Command BuildMove()
    {
        var command = new Command("move", "Move unsold keys from one variant to another of the same shop.") { To, Quantity, KeysContext.Json };
        command.WithPool().SetAction((parsed, ct) => KeysContext.OnPoolAsync(
            parsed,
            (services, shop, from) => KeysContext.OnVariantAsync(services, shop, parsed.GetValue(To)!, to => MoveAsync(parsed, services, new(shop.Id, from, to, parsed.GetValue(Quantity)), ct), ct),
            ct));
        return command;
    }

    public static Command BuildWithdraw()
    {
        var command = new Command("withdraw", "Take all unsold keys of a batch out of the shop, for good.") { Batch, KeysContext.Json };
        command.WithShop().SetAction((parsed, ct) => KeysContext.OnShopAsync(parsed, (services, shop) => WithdrawAsync(parsed, services, shop, ct), ct));
        return command;
    }

    private static async Task<int> MoveAsync(ParseResult parsed, ServiceProvider services, KeyMove move, CancellationToken ct)
    {
        var result = await services.GetRequiredService<MoveKeys>().RunAsync(Actor.CommandLine(), move, ct);
        return result.Problem is { } problem ? KeysContext.Fail(problem) : KeysContext.Done(parsed, $"{result.Value} keys moved.", new { moved = result.Value });
    }

    private static async Task<int> WithdrawAsync(ParseResult parsed, ServiceProvider services, ShopView shop, CancellationToken ct)
    {
        var result = await services.GetRequiredService<WithdrawBatch>().RunAsync(Actor.CommandLine(), shop.Id, BatchId.From(parsed.GetValue(Batch)), ct);
        return result.Problem is { } problem ? KeysContext.Fail(problem) : KeysContext.Done(parsed, $"{result.Value} keys withdrawn.", new { withdrawn = result.Value });
    }
}
