using System.Runtime.CompilerServices;
using Diner.Data.Outbound;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.WeChatPay;

/// <summary>WeChat Pay (微信支付), API v3: a QR code to scan, or on phones WeChat itself. Amounts are yuan.</summary>
internal sealed class WeChatPayChannel(WeChatPayOrders orders, WeChatPayRefunds refunds, OutboundGuard guard, TimeProvider clock)
    : IPaymentChannel, IQueryPayments, IClosePayments, IRefundPayments
{
    // Settings are read once per configuration, not once per notification.
    private readonly ConditionalWeakTable<ChannelConfig, WeChatPaySettings> _settings = [];

    public string Type => WeChatPayAccount.ChannelType;

    public Problem? Refuse(IReadOnlyDictionary<string, string> settings) => guard.Refuse(new Uri(settings[WeChatPaySettings.Gateway]), "gateway");

    public bool Takes(CurrencyCode currency) => currency == CurrencyCode.Cny;

    public Task<Problem?> TestAsync(ChannelConfig channel, CancellationToken ct) => orders.TestAsync(SettingsOf(channel), ct);

    public Task<Result<PayTarget>> CreatePaymentAsync(ChannelConfig channel, PaymentRequest request, CancellationToken ct)
    {
        var settings = SettingsOf(channel);
        if (settings.AppSecret is not null && request.Payer.Device == PayerDevice.WeChat)
        {
            var page = WeChatPayTicket.ToUrl(channel, request).AbsoluteUri;
            return Task.FromResult<Result<PayTarget>>(new PayTarget(page, page));
        }

        // Inside WeChat itself H5 is refused; a code can be recognised there by pressing on it.
        return settings.OpensWeChat && request.Payer.Device is (PayerDevice.Phone or PayerDevice.Alipay or PayerDevice.Qq)
            ? orders.OpenH5Async(settings, request, ct)
            : orders.OpenNativeAsync(settings, request, ct);
    }

    public Task<NotificationReading> ReadAsync(ChannelConfig channel, NotificationRequest request, CancellationToken ct) =>
        Task.FromResult(WeChatPayNotification.Read(channel.Id, SettingsOf(channel).Merchant, request, clock.GetUtcNow()));

    public Task<Result<PaymentAnswer>> QueryAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct) =>
        orders.QueryAsync(channel.Id, SettingsOf(channel), attempt.OrderNo, ct);

    public Task<Problem?> CloseAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct) =>
        orders.CloseAsync(channel.Id, SettingsOf(channel), attempt.OrderNo, ct);

    public Task<Result<ProviderRefund>> RefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) =>
        refunds.AskAsync(SettingsOf(channel), refund, ct);

    public Task<Result<ProviderRefund>> QueryRefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) =>
        refunds.QueryAsync(SettingsOf(channel), refund, ct);

    private WeChatPaySettings SettingsOf(ChannelConfig channel) => _settings.GetValue(channel, static config => new WeChatPaySettings(config));
}
