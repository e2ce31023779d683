using System.CommandLine;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Vault.Keys;

namespace Diner.Host.Cli;

/// <summary><c>diner keys find</c>.</summary>
internal static class KeysFind
{
    private static readonly Argument<string> Text = new("text") { Description = "All of the key's text; - reads it from standard input, so that it stays out of the shell's history" };

    public static Command Build()
    {
        var command = new Command("find", "Find a key by its text: where it is, and which order got it.") { Text, KeysContext.Json };
        command.WithShop().SetAction((parsed, ct) => KeysContext.OnShopAsync(
            parsed, (services, shop) => RunAsync(parsed, services.GetRequiredService<FindKey>(), shop, ct), ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, FindKey find, ShopView shop, CancellationToken ct)
    {
        var text = parsed.GetValue(Text) is "-" ? await Console.In.ReadToEndAsync(ct) : parsed.GetValue(Text)!;
        if (await find.ByTextAsync(shop.Id, text, ct) is not { } key)
            return KeysContext.Fail(new Problem(ProblemCode.NotFound, $"The shop '{shop.Slug}' never had this key. Give all of its text."));
        var sale = key.OrderId is { } order ? $", order {order.Value}, {key.SoldAt:u}" : "";
        return KeysContext.Done(parsed, $"{key.KeyId.Value}: {key.State}{sale}", new
        {
            key_id = key.KeyId.Value,
            variant_id = key.VariantId.Value,
            batch_id = key.BatchId.Value,
            key.State,
            order_id = key.OrderId?.Value,
            sold_at = key.SoldAt,
        });
    }
}
