using System.Runtime.CompilerServices;
using Diner.Data.Outbound;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.PayPal;

/// <summary>PayPal, Orders v2. It cannot be told that a payment is not wanted any more: what nobody captures runs out by itself.</summary>
internal sealed class PayPalChannel(PayPalClient client, PayPalOrders orders, PayPalRefunds refunds, PayPalCertificates certificates, OutboundGuard guard) : IPaymentChannel, IQueryPayments, IRefundPayments
{
    // Settings are read once per configuration, not once per notification; with them lives the token.
    private readonly ConditionalWeakTable<ChannelConfig, PayPalSettings> _settings = [];

    public string Type => PayPalAccount.ChannelType;

    public Problem? Refuse(IReadOnlyDictionary<string, string> settings) => guard.Refuse(new Uri(settings[PayPalSettings.Gateway]), PayPalSettings.Gateway);

    public bool Takes(CurrencyCode currency) => PayPalMoney.Takes(currency);

    public Task<Problem?> TestAsync(ChannelConfig channel, CancellationToken ct) => client.TestAsync(SettingsOf(channel), ct);

    public Task<Result<PayTarget>> CreatePaymentAsync(ChannelConfig channel, PaymentRequest request, CancellationToken ct) => orders.OpenAsync(SettingsOf(channel), request, ct);

    public async Task<NotificationReading> ReadAsync(ChannelConfig channel, NotificationRequest request, CancellationToken ct)
    {
        var settings = SettingsOf(channel);
        // 1. The certificate it names
        var key = await certificates.FindAsync(settings, request.Headers("Paypal-Cert-Url"), ct);
        if (!key.IsOk)
        {
            return key.Problem.Code == ProblemCode.ChannelUnavailable
                ? new NotificationReading.Unconfirmed("PayPal's certificate could not be fetched", PayPalNotification.TryLater)
                : new NotificationReading.Refused(key.Problem.Detail, PayPalNotification.Fail);
        }

        // 2. What it tells
        var reading = PayPalNotification.Read(channel.Id, new PayPalMerchant(key.Value, settings.Webhook, HasCheckedAddress: true), request);
        // 3. Approved is not paid: it is captured now.
        return reading is NotificationReading.NotPaid { Facts: { TransactionId: { } orderId } facts } approved && PayPalNotification.IsApproval(approved)
            ? Captured(await orders.CaptureAsync(settings, channel.Id, orderId, ct), facts)
            : reading;
    }

    public async Task<Result<PaymentAnswer>> QueryAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct) =>
        attempt.Reference is { } orderId ? await orders.QueryAsync(SettingsOf(channel), channel.Id, orderId, ct) : new PaymentAnswer.Open();

    public Task<Result<ProviderRefund>> RefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) => refunds.RefundAsync(SettingsOf(channel), refund, ct);

    public Task<Result<ProviderRefund>> QueryRefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) => refunds.QueryAsync(SettingsOf(channel), refund, ct);

    private static NotificationReading Captured(Result<PaymentAnswer> answer, NotificationFacts facts)
    {
        if (!answer.IsOk)
            return new NotificationReading.Unconfirmed("what was approved could not be captured yet", PayPalNotification.TryLater) { Facts = facts };
        return answer.Value is PaymentAnswer.Paid paid
            ? new NotificationReading.Paid(paid.Payment, PayPalNotification.Success, PayPalNotification.TryLater) { Facts = facts }
            : new NotificationReading.NotPaid("what was approved is not captured: PayPal or the buyer did not let it", PayPalNotification.Success) { Facts = facts };
    }

    private PayPalSettings SettingsOf(ChannelConfig channel) => _settings.GetValue(channel, static config => new PayPalSettings(config));
}
