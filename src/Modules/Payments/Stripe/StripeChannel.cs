using System.Runtime.CompilerServices;
using Diner.Data.Outbound;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.Stripe;

/// <summary>Stripe: a Checkout Session on Stripe's own page. Amounts are minor units; Stripe counts the yen and the won without decimals, as we do.</summary>
internal sealed class StripeChannel(StripeSessions sessions, StripeRefunds refunds, OutboundGuard guard, TimeProvider clock) : IPaymentChannel, IQueryPayments, IClosePayments, IRefundPayments
{
    // Settings are read once per configuration, not once per notification.
    private readonly ConditionalWeakTable<ChannelConfig, StripeSettings> _settings = [];

    public string Type => StripeAccount.ChannelType;

    public Problem? Refuse(IReadOnlyDictionary<string, string> settings) => guard.Refuse(new Uri(settings[StripeSettings.Gateway]), StripeSettings.Gateway);

    public Task<Problem?> TestAsync(ChannelConfig channel, CancellationToken ct) => sessions.TestAsync(SettingsOf(channel), ct);

    public Task<Result<PayTarget>> CreatePaymentAsync(ChannelConfig channel, PaymentRequest request, CancellationToken ct) => sessions.OpenAsync(SettingsOf(channel), request, ct);

    public Task<NotificationReading> ReadAsync(ChannelConfig channel, NotificationRequest request, CancellationToken ct) =>
        Task.FromResult(StripeNotification.Read(channel.Id, SettingsOf(channel).WebhookSecrets, request, clock.GetUtcNow()));

    public Task<Result<PaymentAnswer>> QueryAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct) => sessions.QueryAsync(SettingsOf(channel), channel.Id, attempt, ct);

    public Task<Problem?> CloseAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct) => sessions.CloseAsync(SettingsOf(channel), channel.Id, attempt, ct);

    public Task<Result<ProviderRefund>> RefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) => refunds.RefundAsync(SettingsOf(channel), refund, ct);

    public Task<Result<ProviderRefund>> QueryRefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) => refunds.QueryAsync(SettingsOf(channel), refund, ct);

    private StripeSettings SettingsOf(ChannelConfig channel) => _settings.GetValue(channel, static config => new StripeSettings(config));
}
