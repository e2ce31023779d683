using System.Text.Json;
using Xunit;

namespace Diner.Specs.Payments;

public sealed class ChannelsCliSpecs : IDisposable
{
    private const string AddShop = """
        insert into catalog_shops (id, merchant_id, slug, name, tagline, notice, contact, currency, time_zone, fee_basis_points, is_open, is_suspended, settings, created_at)
        values ('01900000-0000-7000-8000-000000000002', '019aa000-0000-7000-8000-000000000001', 'demo', 'Demo', '', '', '', 'CNY', 'Asia/Shanghai', 0, 1, 0, '{}', 0)
        """;

    private readonly string _data = Directory.CreateTempSubdirectory("diner-cli-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Channels_are_added_listed_without_keys_and_disabled()
    {
        await MakeShopAsync();
        var added = await RunAsync("channels", "add", "epay", "--shop", "demo", "--gateway", "https://pay.example.com", "--pid", "1001", "--key", "hush-hush", "--type", "wxpay", "--json");
        var id = JsonDocument.Parse(added.Output).RootElement.GetProperty("id").GetGuid();
        var listed = await RunAsync("channels", "list", "--shop", "demo");
        Assert.Equal($"{id:D}  epay      on   微信支付\n", listed.Output);
        Assert.Equal(0, (await RunAsync("channels", "disable", $"{id:D}")).Code);
        var json = (await RunAsync("channels", "list", "--json")).Output;
        Assert.False(JsonDocument.Parse(json).RootElement[0].GetProperty("enabled").GetBoolean());
        Assert.DoesNotContain("hush-hush", added.Output + added.Error + listed.Output + json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_in_a_sentence_and_a_code()
    {
        await MakeShopAsync();
        var unknown = await RunAsync("channels", "add", "sandbox", "--shop", "nowhere");
        Assert.Equal((1, "", "There is no shop 'nowhere'. Check the slug, or make the demo shop with: diner demo\n"), unknown);
        var wrong = await RunAsync("channels", "add", "epay", "--shop", "demo", "--gateway", "not an address", "--pid", "1", "--key", "hush-hush");
        Assert.Equal((1, ""), (wrong.Code, wrong.Output));
        Assert.DoesNotContain("hush-hush", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("channels", "disable", $"{Guid.Empty:D}")).Code);
        Assert.Equal(1, (await RunAsync("sandbox", "epay", "--port", "70000", "--pid", "1", "--key", "k")).Code);
    }

    [Fact]
    public async Task Coins_in_a_shop_of_the_mainland_need_a_word_and_cards_do_not()
    {
        await MakeShopAsync();
        string[] coins = ["channels", "add", "tokenpay", "--shop", "demo", "--gateway", "https://pay.example.com", "--token", "hush-hush"];
        var refused = await RunAsync(coins);
        Assert.Equal((1, ""), (refused.Code, refused.Output));
        Assert.Contains("mainland China", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync([.. coins, "--acknowledge-law"])).Code);
        Assert.Equal(0, (await RunAsync("channels", "add", "stripe", "--shop", "demo", "--secret-key", "sk_test_0123456789abc", "--webhook-secret", "whsec_0123456789")).Code);
        Assert.DoesNotContain("hush-hush", refused.Error + (await RunAsync("channels", "list", "--json")).Output, StringComparison.Ordinal);
    }

    private async Task MakeShopAsync()
    {
        Assert.Equal(0, (await RunAsync("db", "migrate")).Code);
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_data}/diner.db;Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = AddShop;
        await command.ExecuteNonQueryAsync(Ct);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) => DinerCli.RunAsync(_data, args);
}
