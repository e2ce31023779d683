using System.CommandLine;
using System.Text.Json;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Forms;

namespace Diner.Host.Cli;

/// <summary><c>diner channels</c>: how the shops are paid.</summary>
internal static class ChannelsCommand
{
    private static readonly Option<string?> Shop = new("--shop") { Description = "Only this shop's channels" };
    private static readonly Argument<Guid> Id = new("ID") { Description = "The channel's id, as 'diner channels list' prints it" };

    public static Command Build()
    {
        var list = new Command("list", "List channels. Never prints keys.") { Shop, CliContext.Json }.WithDatabase();
        list.SetAction(ListAsync);
        var disable = new Command("disable", "Take no new orders through a channel. Notifications of payments under way are still read.") { Id, CliContext.Json }.WithDatabase();
        disable.SetAction(DisableAsync);
        var test = new Command("test", "Ask a channel's provider whether it knows the account.") { Id, CliContext.Json }.WithDatabase();
        test.SetAction(TestAsync);
        var add = new Command("add", "Add a channel to a shop.") { ChannelsAddEpay.Build(), ChannelsAddSandbox.Build() };
        foreach (var form in ProviderForms.All)
            add.Subcommands.Add(ChannelsAddProvider.Build(form));
        return new Command("channels", "How the shops are paid.") { add, list, test, ChannelsTerms.Build(), disable };
    }

    /// <summary>Adds a channel for an add verb and prints its id; 1 with a sentence when it could not.</summary>
    public static async Task<int> AddAsync(ParseResult parsed, string shopSlug, Func<ShopView, Result<NewChannel>> make, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        if (await services.GetRequiredService<Shops>().FindAsync(shopSlug, ct) is not { } shop)
            return CliContext.Fail($"There is no shop '{shopSlug}'. Check the slug, or make the demo shop with: diner demo");
        var made = make(shop);
        if (!made.IsOk)
            return CliContext.Fail(made.Problem.Detail);
        var added = await services.GetRequiredService<EditChannels>().AddAsync(Actor.CommandLine(), made.Value with { Currency = shop.Currency, TimeZone = shop.TimeZone }, ct);
        if (!added.IsOk)
            return CliContext.Fail(added.Problem.Detail);
        Console.WriteLine(parsed.GetValue(CliContext.Json) ? JsonSerializer.Serialize(new { id = added.Value.Value }) : added.Value.Value.ToString("D"));
        return 0;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        ShopId? only = null;
        if (parsed.GetValue(Shop) is { } slug)
        {
            if (await services.GetRequiredService<Shops>().FindAsync(slug, ct) is not { } shop)
                return CliContext.Fail($"There is no shop '{slug}'. Leave --shop out to list all channels.");
            only = shop.Id;
        }

        var channels = await services.GetRequiredService<Channels>().ListAsync(only, ct);
        Print(channels, parsed.GetValue(CliContext.Json));
        return 0;
    }

    private static void Print(IReadOnlyList<ChannelView> channels, bool asJson)
    {
        if (asJson)
        {
            var rows = channels.Select(c => new { id = c.Id.Value, shop_id = c.ShopId.Value, type = c.Type, name = c.Name, enabled = c.IsEnabled, created_at = c.CreatedAt });
            Console.WriteLine(JsonSerializer.Serialize(rows));
            return;
        }

        foreach (var channel in channels)
            Console.WriteLine($"{channel.Id.Value:D}  {channel.Type,-8}  {(channel.IsEnabled ? "on " : "off")}  {channel.Name}");
        if (channels.Count == 0)
            Console.WriteLine("No channels. Add one with: diner channels add epay --help");
    }

    private static async Task<int> DisableAsync(ParseResult parsed, CancellationToken ct)
    {
        var id = new ChannelId(parsed.GetValue(Id));
        await using var services = CliContext.Services(parsed);
        if (!await services.GetRequiredService<EditChannels>().SwitchAsync(Actor.CommandLine(), id, shop: null, isEnabled: false, ct))
            return CliContext.Fail($"There is no channel {id.Value:D}. List them with: diner channels list");
        Console.WriteLine(parsed.GetValue(CliContext.Json) ? JsonSerializer.Serialize(new { id = id.Value, enabled = false }) : $"Channel {id.Value:D} takes no new orders.");
        return 0;
    }

    private static async Task<int> TestAsync(ParseResult parsed, CancellationToken ct)
    {
        var id = new ChannelId(parsed.GetValue(Id));
        await using var services = CliContext.Services(parsed);
        if (await services.GetRequiredService<Channels>().FindAsync(id, ct) is not { } channel)
            return CliContext.Fail($"There is no channel {id.Value:D}. List them with: diner channels list");
        if (await services.GetRequiredService<TestChannel>().RunAsync(channel.ShopId, id, ct) is { } problem)
            return CliContext.Fail(problem.Detail);
        Console.WriteLine(parsed.GetValue(CliContext.Json) ? JsonSerializer.Serialize(new { id = id.Value, ok = true }) : $"Channel {id.Value:D}: the provider knows the account.");
        return 0;
    }
}
