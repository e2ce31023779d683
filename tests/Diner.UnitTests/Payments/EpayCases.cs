using System.Text;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Epay;
using Diner.Payments.Notifications;

namespace Diner.UnitTests.Payments;

/// <summary>An epay channel and notifications of it.</summary>
internal static class EpayCases
{
    public const string Pid = "1001";
    public const string Key = "KEY123";

    public static readonly ChannelId Id = new(new Guid("01900000-0000-7000-8000-000000000001"));

    public static readonly ChannelConfig Channel = new(Id, new ShopId(new Guid("01900000-0000-7000-8000-000000000002")), "epay", "支付宝", IsEnabled: true, Account().ToSettings().Value!);

    public static readonly EpaySettings Settings = new(Channel);

    public static readonly PaymentRequest Request = new(
        "D1", Money.Cny(990), "demo", new Uri("http://127.0.0.1/pay/x/notify"), new Uri("http://127.0.0.1/o/D1?t=1"), new Payer("203.0.113.9", PayerDevice.Phone), DateTimeOffset.UnixEpoch);

    public static EpayAccount Account(string gateway = "https://pay.example.com/") => new() { GatewayUrl = gateway, Pid = Pid, Key = Key, PayType = "alipay" };

    public static Dictionary<string, string> Fields() => new()
    {
        ["pid"] = Pid,
        ["trade_no"] = "T1",
        ["out_trade_no"] = "D1",
        ["type"] = "alipay",
        ["name"] = "demo",
        ["money"] = "9.90",
        ["trade_status"] = "TRADE_SUCCESS",
    };

    public static Dictionary<string, string> With(string name, string value) => new(Fields()) { [name] = value };

    public static string Signed(Dictionary<string, string> fields, string key = Key) => Query(new(fields) { ["sign"] = EpaySignature.Sign(fields, key), ["sign_type"] = "MD5" });

    public static string Query(Dictionary<string, string> fields) => string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));

    public static NotificationRequest Get(string query) => new("GET", query, "", ReadOnlyMemory<byte>.Empty, _ => null);

    public static NotificationRequest Post(string body, string contentType = "application/x-www-form-urlencoded") => new("POST", "", contentType, Encoding.UTF8.GetBytes(body), _ => null);

    public static NotificationReading Read(NotificationRequest request) => EpayNotification.Read(Id, Settings.Merchant, request);
}
