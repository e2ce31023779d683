using System.Runtime.CompilerServices;
using Diner.Data.Outbound;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.Epay;

/// <summary>易支付 V1: what personal-merchant gateways in China and several crypto gateways speak. Amounts are yuan.</summary>
internal sealed class EpayChannel(EpayClient client, EpayRefunds refunds, OutboundGuard guard) : IPaymentChannel, IQueryPayments, IRefundPayments
{
    // Settings are read once per configuration, not once per notification.
    private readonly ConditionalWeakTable<ChannelConfig, EpaySettings> _settings = [];

    public string Type => EpayAccount.ChannelType;

    // A channel that only sends the buyer's browser to its gateway has us call nobody.
    public Problem? Refuse(IReadOnlyDictionary<string, string> settings) =>
        settings[EpaySettings.ModeName] == EpaySettings.Mapi || settings[EpaySettings.ConfirmName] == EpaySettings.Yes
            ? guard.Refuse(new Uri(settings[EpaySettings.Gateway]), "gateway")
            : null;

    public bool Takes(CurrencyCode currency) => currency == CurrencyCode.Cny;

    public Task<Problem?> TestAsync(ChannelConfig channel, CancellationToken ct) => client.TestAsync(SettingsOf(channel), ct);

    public Task<Result<PayTarget>> CreatePaymentAsync(ChannelConfig channel, PaymentRequest request, CancellationToken ct)
    {
        var settings = SettingsOf(channel);
        if (settings.Mode == EpayMode.Mapi)
            return client.OpenAsync(settings, EpayOrder.Sign(EpayOrder.MapiFields(settings, request), settings.Key), ct);
        var url = EpayOrder.SubmitUrl(settings, EpayOrder.Sign(EpayOrder.Fields(settings, request), settings.Key));
        return Task.FromResult<Result<PayTarget>>(new PayTarget(url, url));
    }

    public Task<NotificationReading> ReadAsync(ChannelConfig channel, NotificationRequest request, CancellationToken ct)
    {
        var settings = SettingsOf(channel);
        var reading = EpayNotification.Read(channel.Id, settings.Merchant, request);
        return settings.Confirms && reading is NotificationReading.Paid paid ? ConfirmAsync(settings, paid, ct) : Task.FromResult(reading);
    }

    public Task<Result<PaymentAnswer>> QueryAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct) =>
        client.QueryAsync(channel.Id, SettingsOf(channel), attempt.OrderNo, ct);

    public Task<Result<ProviderRefund>> RefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) => refunds.AskAsync(SettingsOf(channel), refund, ct);

    public Task<Result<ProviderRefund>> QueryRefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) =>
        refunds.QueryAsync(SettingsOf(channel), refund, ct);

    // A valid signature proves only that somebody knows the key. The gateway's own books decide when the shop asks for it.
    private async Task<NotificationReading> ConfirmAsync(EpaySettings settings, NotificationReading.Paid paid, CancellationToken ct) =>
        await client.ConfirmAsync(settings, paid.Payment, ct) switch
        {
            EpayConfirmation.Paid => paid,
            EpayConfirmation.Contradicted => new NotificationReading.Refused("the gateway's books say otherwise", EpayNotification.Fail),
            EpayConfirmation.NoAnswer => new NotificationReading.Unconfirmed("the gateway did not answer", EpayNotification.TryLater),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private EpaySettings SettingsOf(ChannelConfig channel) => _settings.GetValue(channel, static config => new EpaySettings(config));
}
