using CsCheck;
using Diner.Kernel;
using Diner.Payments.Epusdt;
using Diner.Payments.Forms;
using Xunit;

namespace Diner.UnitTests.Payments;

/// <summary>What a person enters, right and wrong, and what a stranger would.</summary>
public sealed class ProviderEntriesTests
{
    private static readonly Dictionary<string, Dictionary<string, string>> Good = new()
    {
        ["stripe"] = new() { ["secret_key"] = "rk_live_0123456789abc", ["webhook_secret"] = "whsec_0123456789", ["gateway"] = "https://api.stripe.com" },
        ["paypal"] = new() { ["client_id"] = "client-0123456789abcdef", ["secret"] = "secret-0123456789abcdef", ["webhook_id"] = "8PT597110X687430LK" },
        ["btcpay"] = new() { ["gateway"] = "https://btcpay.example.com", ["store_id"] = "9CiNzKoANXxmk5ayZngSXrHT", ["api_key"] = "a1b2c3d4e5f60718293a4b5c", ["webhook_secret"] = "3gG7fH2kLm" },
        ["tokenpay"] = new() { ["gateway"] = "https://pay.example.com/sub", ["token"] = "666", ["coin"] = "EVM_ETH_USDT_ERC20" },
        ["epusdt"] = new() { ["gateway"] = "https://pay.example.com/", ["token"] = "a-token", ["server"] = "bepusdt", ["trade_type"] = "usdt.trc20" },
    };

    public static TheoryData<string> Types => new(Good.Keys);

    [Theory, MemberData(nameof(Types))]
    public void What_is_right_becomes_settings_of_text_alone(string type) => Assert.DoesNotContain(null, ToSettings(type, Good[type]).Value!.Values);

    [Theory]
    [InlineData("stripe", "secret_key", "pk_live_0123456789abc")]
    [InlineData("stripe", "secret_key", "sk_live_0123456789abc\n")]
    [InlineData("stripe", "webhook_secret", "0123456789")]
    [InlineData("stripe", "webhook_secret_2", "0123456789")]
    [InlineData("stripe", "gateway", "https://api.stripe.com/v1")]
    [InlineData("btcpay", "gateway", "btcpay.example.com")]
    [InlineData("btcpay", "gateway", "https://a:b@btcpay.example.com")]
    [InlineData("btcpay", "store_id", "../../invoices/of/others")]
    [InlineData("btcpay", "api_key", "")]
    [InlineData("btcpay", "webhook_secret", "with a blank in it")]
    [InlineData("tokenpay", "gateway", "https://pay.example.com/?a=b")]
    [InlineData("tokenpay", "token", "")]
    [InlineData("tokenpay", "coin", "usdt on tron")]
    [InlineData("epusdt", "gateway", "ftp://pay.example.com")]
    [InlineData("epusdt", "token", "a b")]
    [InlineData("epusdt", "trade_type", "USDT")]
    public void What_is_wrong_is_named(string type, string field, string value) => Assert.Equal(field, ToSettings(type, new(Good[type]) { [field] = value }).Problem?.Field);

    [Theory, MemberData(nameof(Types))]
    public void Whatever_a_stranger_enters_is_answered_with_a_field_or_with_settings(string type) =>
        Gen.Select(Gen.Int[0, Good[type].Count - 1], Gen.String[Gen.Char, 0, 300]).Sample((at, value) =>
        {
            var result = ToSettings(type, new(Good[type]) { [Good[type].Keys.ElementAt(at)] = value });
            Assert.True(result.IsOk || ProviderForms.Find(type)!.Fields.Any(field => field.Name == result.Problem.Field));
        }, iter: 1_000);

    [Theory]
    [InlineData("D260501-00000001", "D260501-00000001")]
    [InlineData("D260501-00000001_2", "D260501-00000001")]
    [InlineData("D260501-00000001_5", "D260501-00000001")]
    [InlineData("D260501-00000001_6", "D260501-00000001_6")]
    [InlineData("_2", "")]
    public void An_order_id_of_another_time_names_the_same_order(string orderId, string orderNo) => Assert.Equal(orderNo, EpusdtOrderId.OrderNo(orderId));

    private static Result<IReadOnlyDictionary<string, string>> ToSettings(string type, Dictionary<string, string> values) =>
        ProviderForms.Find(type)!.ToSettings(new ProviderEntries(values, CurrencyCode.Parse("USD")));
}
