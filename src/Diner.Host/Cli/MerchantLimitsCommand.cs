using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Diner.Accounts.Merchants;
using Diner.Catalog.Limits;
using Diner.Data.Audit;
using Diner.Kernel;

namespace Diner.Host.Cli;

/// <summary><c>diner merchants limits</c>: how much a merchant may have.</summary>
internal static class MerchantLimitsCommand
{
    private const string None = "none";

    private static readonly Option<string?> Shops = new("--shops") { Description = "Shops at most, or none" };
    private static readonly Option<string?> Products = new("--products") { Description = "Products at most, over all shops, or none" };
    private static readonly Option<string?> Keys = new("--keys") { Description = "Unsold keys at most, over all shops, or none" };

    public static Command Build(Argument<Guid> id)
    {
        var command = new Command("limits", "Show, or with options set, how much a merchant may have.") { id, Shops, Products, Keys, CliContext.Json }.WithDatabase();
        command.SetAction((parsed, ct) => RunAsync(parsed, new MerchantId(parsed.GetValue(id)), ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, MerchantId id, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        if (await services.GetRequiredService<Merchants>().FindAsync(id, ct) is not { } merchant)
            return CliContext.Fail("There is no such merchant.");
        var used = await services.GetRequiredService<ReadLimits>().RunAsync(id, ct);
        if (!TryRead(parsed.GetValue(Shops), used.Limits.ShopsMax, out var shops) || !TryRead(parsed.GetValue(Products), used.Limits.ProductsMax, out var products) || !TryRead(parsed.GetValue(Keys), used.Limits.KeysMax, out var keys))
            return CliContext.Fail($"A limit is a whole number, or {None}.");
        var set = await services.GetRequiredService<SetLimits>().RunAsync(Actor.CommandLine(), id, merchant.Name, new MerchantLimits((int?)shops, (int?)products, keys), ct);
        if (!set.IsOk)
            return CliContext.Fail(set.Problem.Detail);
        Console.WriteLine(parsed.GetValue(CliContext.Json)
            ? JsonSerializer.Serialize(new { shops_max = set.Value.ShopsMax, products_max = set.Value.ProductsMax, keys_max = set.Value.KeysMax, shops = used.Shops.Count, products = used.Products })
            : $"shops {used.Shops.Count} of {Text(set.Value.ShopsMax)}, products {used.Products} of {Text(set.Value.ProductsMax)}, unsold keys at most {Text(set.Value.KeysMax)}");
        return 0;
    }

    // What is not given stays as it is.
    private static bool TryRead(string? text, long? now, out long? limit)
    {
        limit = text is null ? now : null;
        if (text is null or None)
            return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        limit = number;
        return true;
    }

    private static string Text(long? limit) => limit?.ToString(CultureInfo.InvariantCulture) ?? None;
}
