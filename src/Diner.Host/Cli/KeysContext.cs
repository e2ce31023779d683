using System.CommandLine;
using System.Text.Json;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Kernel;

namespace Diner.Host.Cli;

/// <summary>What the verbs of <c>diner keys</c> share: their options, the shop they work on, how they answer.</summary>
internal static class KeysContext
{
    public static readonly Option<string> Shop = new("--shop") { Description = "The shop's slug", Required = true };
    public static readonly Option<string> Variant = new("--variant") { Description = "The variant's code", Required = true };
    public static readonly Option<bool> Json = new("--json") { Description = "Answer in JSON" };

    private static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    public static Command WithShop(this Command command)
    {
        command.Options.Add(Shop);
        return command.WithDatabase();
    }

    public static Command WithPool(this Command command)
    {
        command.Options.Add(Variant);
        return command.WithShop();
    }

    /// <summary>Runs a verb on the shop that <c>--shop</c> names.</summary>
    public static async Task<int> OnShopAsync(ParseResult parsed, Func<ServiceProvider, ShopView, Task<int>> run, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        var shop = await Lookup(services).ShopAsync(parsed.GetValue(Shop)!, ct);
        return shop.IsOk ? await run(services, shop.Value) : Fail(shop.Problem);
    }

    /// <summary>Runs a verb on the pool that <c>--shop</c> and <c>--variant</c> name.</summary>
    public static Task<int> OnPoolAsync(ParseResult parsed, Func<ServiceProvider, ShopView, VariantId, Task<int>> run, CancellationToken ct) =>
        OnShopAsync(parsed, async (services, shop) => await OnVariantAsync(services, shop, parsed.GetValue(Variant)!, id => run(services, shop, id), ct), ct);

    /// <summary>Runs something on a variant of the shop.</summary>
    public static async Task<int> OnVariantAsync(ServiceProvider services, ShopView shop, string code, Func<VariantId, Task<int>> run, CancellationToken ct)
    {
        var variant = await Lookup(services).VariantAsync(shop, code, ct);
        return variant.IsOk ? await run(variant.Value) : Fail(variant.Problem);
    }

    /// <summary>Says what was done: JSON when asked for, else the sentence.</summary>
    public static int Done(ParseResult parsed, string sentence, object report)
    {
        Console.WriteLine(parsed.GetValue(Json) ? ToJson(report) : sentence);
        return 0;
    }

    public static int Fail(Problem problem)
    {
        Console.Error.WriteLine(problem.Detail);
        return 1;
    }

    public static string ToJson(object report) => JsonSerializer.Serialize(report, Wire);

    private static ShopLookup Lookup(ServiceProvider services) => new(services.GetRequiredService<Shops>(), services.GetRequiredService<Variants>());
}
