using System.Runtime.CompilerServices;
using System.Text;
using Diner.Data.Outbound;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Coins;
using Diner.Payments.Notifications;

namespace Diner.Payments.BtcPay;

/// <summary>BTCPay Server: an invoice at the merchant's own server, priced in the shop's currency and paid in coins.</summary>
internal sealed class BtcPayChannel(BtcPayClient client, OutboundGuard guard) : IPaymentChannel, IQueryPayments, IClosePayments, IRefundPayments
{
    // Settings are read once per configuration, not once per notification.
    private readonly ConditionalWeakTable<ChannelConfig, BtcPaySettings> _settings = [];

    public string Type => BtcPayAccount.ChannelType;

    public Problem? Refuse(IReadOnlyDictionary<string, string> settings) => guard.Refuse(new Uri(settings[BtcPaySettings.Gateway]), BtcPaySettings.Gateway);

    public Task<Problem?> TestAsync(ChannelConfig channel, CancellationToken ct) => client.TestAsync(SettingsOf(channel), ct);

    public Task<Result<PayTarget>> CreatePaymentAsync(ChannelConfig channel, PaymentRequest request, CancellationToken ct) => client.OpenAsync(SettingsOf(channel), request, ct);

    public async Task<NotificationReading> ReadAsync(ChannelConfig channel, NotificationRequest request, CancellationToken ct)
    {
        var settings = SettingsOf(channel);
        // 1. What it tells; a genuine one that tells of money stays unconfirmed.
        var reading = BtcPayNotification.Read(settings.Secret, request);
        if (reading is not NotificationReading.Unconfirmed { Facts: { TransactionId: { } invoiceId } facts } told)
            return reading;
        // 2. What the server says of the invoice
        var answer = await client.QueryAsync(settings, new PaymentOf(channel.Id, invoiceId, Encoding.UTF8.GetString(request.Body.Span)), ct);
        if (!answer.IsOk)
            return told;
        return answer.Value is PaymentAnswer.Paid paid
            ? new NotificationReading.Paid(paid.Payment, BtcPayNotification.Success, BtcPayNotification.TryLater) { Facts = facts with { OrderNo = paid.Payment.OrderNo, Amount = paid.Payment.Amount } }
            : new NotificationReading.NotPaid("the server does not say that its invoice is settled", BtcPayNotification.Success) { Facts = facts };
    }

    public async Task<Result<PaymentAnswer>> QueryAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct) =>
        attempt.Reference is { } id ? await client.QueryAsync(SettingsOf(channel), new PaymentOf(channel.Id, id, Raw: null), ct) : new PaymentAnswer.Open();

    public async Task<Problem?> CloseAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct) =>
        attempt.Reference is { } id ? await client.CloseAsync(SettingsOf(channel), id, ct) : null;

    public Task<Result<ProviderRefund>> RefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) => CoinRefunds.ByHand(ByHand(channel, refund));

    public Task<Result<ProviderRefund>> QueryRefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) => CoinRefunds.ByHand(ByHand(channel, refund));

    // A pull payment whose link lets whoever has it claim the money: the server must not make one unasked, nor twice.
    private string ByHand(ChannelConfig channel, RefundRequest refund) =>
        $"BTCPay Server sends nothing back by itself. Open {new Uri(SettingsOf(channel).ServerUrl, $"invoices/{refund.TransactionId}")}, choose Issue Refund, hand its link to the buyer, and then book the refund as sent by hand.";

    private BtcPaySettings SettingsOf(ChannelConfig channel) => _settings.GetValue(channel, static config => new BtcPaySettings(config));
}
