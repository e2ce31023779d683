using System.Runtime.CompilerServices;
using Diner.Data.Outbound;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.Alipay;

/// <summary>Alipay (支付宝), open platform, gateway v2, RSA2: page and WAP payment, or a QR code to scan. Amounts are yuan.</summary>
internal sealed class AlipayChannel(AlipayTrades trades, AlipayRefunds refunds, AlipayTransfers transfers, OutboundGuard guard, TimeProvider clock)
    : IPaymentChannel, IQueryPayments, IClosePayments, IRefundPayments, ITransferMoney
{
    // Settings are read once per configuration, not once per notification.
    private readonly ConditionalWeakTable<ChannelConfig, AlipaySettings> _settings = [];

    public string Type => AlipayAccount.ChannelType;

    public Problem? Refuse(IReadOnlyDictionary<string, string> settings) => guard.Refuse(new Uri(settings[AlipaySettings.Gateway]), "gateway");

    public bool Takes(CurrencyCode currency) => currency == CurrencyCode.Cny;

    public Task<Problem?> TestAsync(ChannelConfig channel, CancellationToken ct) => trades.TestAsync(SettingsOf(channel), ct);

    public Task<Result<PayTarget>> CreatePaymentAsync(ChannelConfig channel, PaymentRequest request, CancellationToken ct)
    {
        var settings = SettingsOf(channel);
        if (settings.IsQr)
            return trades.OpenAsync(settings, request, ct);
        var (method, product) = request.Payer.Device == PayerDevice.Computer ? ("alipay.trade.page.pay", "FAST_INSTANT_TRADE_PAY") : ("alipay.trade.wap.pay", "QUICK_WAP_WAY");
        var url = AlipayRequest.Url(settings, AlipayRequest.Signed(settings, method, AlipayRequest.Content(request, product), clock.GetUtcNow(), request));
        return Task.FromResult<Result<PayTarget>>(new PayTarget(url, url));
    }

    public Task<NotificationReading> ReadAsync(ChannelConfig channel, NotificationRequest request, CancellationToken ct) =>
        Task.FromResult(AlipayNotification.Read(channel.Id, SettingsOf(channel).Merchant, request));

    public Task<Result<PaymentAnswer>> QueryAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct) =>
        trades.QueryAsync(channel.Id, SettingsOf(channel), attempt.OrderNo, ct);

    public Task<Problem?> CloseAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct) =>
        trades.CloseAsync(channel.Id, SettingsOf(channel), attempt.OrderNo, ct);

    public Task<Result<ProviderRefund>> RefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) =>
        refunds.AskAsync(SettingsOf(channel), refund, ct);

    public Task<Result<ProviderRefund>> QueryRefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) =>
        refunds.QueryAsync(SettingsOf(channel), refund, ct);

    public Task<Result<ProviderTransfer>> TransferAsync(ChannelConfig channel, TransferRequest transfer, CancellationToken ct) =>
        transfers.AskAsync(SettingsOf(channel), transfer, ct);

    public Task<Result<ProviderTransfer>> QueryTransferAsync(ChannelConfig channel, TransferRequest transfer, CancellationToken ct) =>
        transfers.QueryAsync(SettingsOf(channel), transfer, ct);

    private AlipaySettings SettingsOf(ChannelConfig channel) => _settings.GetValue(channel, static config => new AlipaySettings(config));
}
