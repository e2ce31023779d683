using System.CommandLine;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Vault.Pools;

namespace Diner.Host.Cli;

/// <summary><c>diner keys recycle</c> and <c>diner keys restore</c>: one key by its id, or some of a variant.</summary>
internal static class KeysBin
{
    private static readonly Problem NothingNamed = new(ProblemCode.InvalidRequest, "Give --key ID (keys find tells it), or --variant CODE and --quantity N.");
    private static readonly Problem NotThere = new(ProblemCode.WrongState, "Nothing was done: look with keys find where the key is.");

    private static readonly Option<Guid?> Key = new("--key") { Description = "The key's id, as keys find tells it" };
    private static readonly Option<string?> Variant = new("--variant") { Description = "The variant's code" };
    private static readonly Option<int> Quantity = new("--quantity") { Description = "How many keys of the variant, at most 100000" };

    public static Command BuildRecycle()
    {
        var command = new Command("recycle", "Put unsold keys into the recycle bin.") { Key, Variant, Quantity, KeysContext.Json };
        command.WithShop().SetAction((parsed, ct) => KeysContext.OnShopAsync(parsed, (services, shop) => RecycleAsync(parsed, services, shop, ct), ct));
        return command;
    }

    public static Command BuildRestore()
    {
        var command = new Command("restore", "Put recycled keys back into their pool.") { Key, Variant, Quantity, KeysContext.Json };
        command.WithShop().SetAction((parsed, ct) => KeysContext.OnShopAsync(parsed, (services, shop) => RestoreAsync(parsed, services, shop, ct), ct));
        return command;
    }

    private static async Task<int> RecycleAsync(ParseResult parsed, ServiceProvider services, ShopView shop, CancellationToken ct)
    {
        var recycle = services.GetRequiredService<RecycleKeys>();
        if (parsed.GetValue(Key) is { } key)
            return OneDone(parsed, await recycle.OneAsync(Actor.CommandLine(), shop.Id, KeyId.From(key), ct), "recycled");
        if (parsed.GetValue(Variant) is not { } code)
            return KeysContext.Fail(NothingNamed);
        return await KeysContext.OnVariantAsync(services, shop, code, SomeAsync, ct);

        async Task<int> SomeAsync(VariantId variant)
        {
            var result = await recycle.RunAsync(Actor.CommandLine(), new(shop.Id, variant), parsed.GetValue(Quantity), ct);
            return result.Problem is { } problem ? KeysContext.Fail(problem) : Done(parsed, result.Value, "recycled");
        }
    }

    private static async Task<int> RestoreAsync(ParseResult parsed, ServiceProvider services, ShopView shop, CancellationToken ct)
    {
        var restore = services.GetRequiredService<RestoreKeys>();
        if (parsed.GetValue(Key) is { } key)
            return OneDone(parsed, await restore.OneAsync(Actor.CommandLine(), shop.Id, KeyId.From(key), ct), "restored");
        if (parsed.GetValue(Variant) is not { } code || parsed.GetValue(Quantity) < 1)
            return KeysContext.Fail(NothingNamed);
        return await KeysContext.OnVariantAsync(
            services, shop, code, async variant => Done(parsed, await restore.RunAsync(Actor.CommandLine(), new(shop.Id, variant), parsed.GetValue(Quantity), ct), "restored"), ct);
    }

    private static int OneDone(ParseResult parsed, int count, string what) => count == 0 ? KeysContext.Fail(NotThere) : Done(parsed, count, what);

    private static int Done(ParseResult parsed, int count, string what) =>
        KeysContext.Done(parsed, $"{count} keys {what}.", new Dictionary<string, int> { [what] = count });
}
