using System.Text.Json;
using Xunit;

namespace Diner.Specs.Payments;

public sealed class PayInspectCliSpecs : IDisposable
{
    // The signature is over the sorted fields and the key KEY123.
    private const string Genuine = "pid=1001&trade_no=T1&out_trade_no=D1&type=alipay&name=demo&money=9.90&trade_status=TRADE_SUCCESS&sign=SIGN&sign_type=MD5";
    private readonly string _data = Directory.CreateTempSubdirectory("diner-cli-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Body => Path.Combine(_data, "body");

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_captured_notification_is_looked_into_without_a_database()
    {
        await File.WriteAllTextAsync(Body, Genuine.Replace("SIGN", "6025fd53013981f4a0bc6e615f18e527", StringComparison.Ordinal), Ct);
        var said = await DinerCli.RunAsync(_data, "pay", "inspect", "--channel", "epay", "--secret", "KEY123", "--body", Body, "--json");
        Assert.Equal(0, said.Code);
        var json = JsonDocument.Parse(said.Output).RootElement;
        Assert.True(json.GetProperty("valid").GetBoolean());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("reason").ValueKind);
        Assert.Equal(("D1", "T1", "TRADE_SUCCESS"), (json.GetProperty("order_no").GetString(), json.GetProperty("transaction_id").GetString(), json.GetProperty("status").GetString()));
        Assert.Equal((990, "CNY"), (json.GetProperty("amount").GetProperty("minor").GetInt64(), json.GetProperty("amount").GetProperty("currency").GetString()));
        Assert.Equal([Body], Directory.GetFileSystemEntries(_data));
    }

    [Fact]
    public async Task What_is_missing_is_said_in_a_sentence_and_a_code()
    {
        await File.WriteAllTextAsync(Body, Genuine, Ct);
        var noKey = await DinerCli.RunAsync(_data, "pay", "inspect", "--channel", "alipay", "--body", Body);
        Assert.Equal((1, "", "A notification of alipay is checked with Alipay's public key or certificate: name its file with --key.\n"), noKey);
        var noFile = await DinerCli.RunAsync(_data, "pay", "inspect", "--channel", "epay", "--secret", "k", "--body", Path.Combine(_data, "nowhere"));
        Assert.Equal((1, "", "There is no file nowhere. Check the path.\n"), noFile);
        var noTime = await DinerCli.RunAsync(_data, "pay", "inspect", "--channel", "epay", "--secret", "k", "--body", Body, "--at", "yesterday");
        Assert.Equal(1, noTime.Code);
    }
}
