using System.Runtime.CompilerServices;
using Diner.Data.Outbound;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Coins;
using Diner.Payments.Notifications;

namespace Diner.Payments.TokenPay;

/// <summary>TokenPay: an order at the merchant's own server, priced in the shop's currency and paid in one coin. It cannot be closed: it runs out by itself.</summary>
internal sealed class TokenPayChannel(TokenPayClient client, OutboundGuard guard) : IPaymentChannel, IQueryPayments, IRefundPayments
{
    private const string ByHand = "TokenPay sends nothing back: ask the buyer for an address, send the coins from the wallet by hand, and then book the refund as sent by hand.";

    // Settings are read once per configuration, not once per notification.
    private readonly ConditionalWeakTable<ChannelConfig, TokenPaySettings> _settings = [];

    public string Type => TokenPayAccount.ChannelType;

    public Problem? Refuse(IReadOnlyDictionary<string, string> settings) => guard.Refuse(new Uri(settings[TokenPaySettings.Gateway]), TokenPaySettings.Gateway);

    // What its server can be set to price in.
    public bool Takes(CurrencyCode currency) => currency.Code is "CNY" or "USD" or "EUR" or "GBP" or "HKD" or "TWD" or "SGD";

    public Task<Problem?> TestAsync(ChannelConfig channel, CancellationToken ct) => client.TestAsync(SettingsOf(channel), ct);

    public Task<Result<PayTarget>> CreatePaymentAsync(ChannelConfig channel, PaymentRequest request, CancellationToken ct) => client.OpenAsync(SettingsOf(channel), request, ct);

    public Task<NotificationReading> ReadAsync(ChannelConfig channel, NotificationRequest request, CancellationToken ct) =>
        Task.FromResult(TokenPayNotification.Read(channel.Id, SettingsOf(channel).ApiToken, request));

    public async Task<Result<PaymentAnswer>> QueryAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct) =>
        attempt.Reference is { } id ? await client.QueryAsync(SettingsOf(channel), channel.Id, id, ct) : new PaymentAnswer.Open();

    public Task<Result<ProviderRefund>> RefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) => CoinRefunds.ByHand(ByHand);

    public Task<Result<ProviderRefund>> QueryRefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) => CoinRefunds.ByHand(ByHand);

    private TokenPaySettings SettingsOf(ChannelConfig channel) => _settings.GetValue(channel, static config => new TokenPaySettings(config));
}
