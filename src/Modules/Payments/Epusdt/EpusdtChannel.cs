using System.Runtime.CompilerServices;
using Diner.Data.Outbound;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Coins;
using Diner.Payments.Notifications;

namespace Diner.Payments.Epusdt;

/// <summary>epusdt and BEpusdt: a trade at the merchant's own server, priced in yuan and paid in coins.</summary>
internal sealed class EpusdtChannel(EpusdtClient client, OutboundGuard guard) : IPaymentChannel, IQueryPayments, IClosePayments, IRefundPayments
{
    private const string ByHand = "epusdt sends nothing back: ask the buyer for an address, send the coins from the wallet by hand, and then book the refund as sent by hand.";

    // Settings are read once per configuration, not once per notification.
    private readonly ConditionalWeakTable<ChannelConfig, EpusdtSettings> _settings = [];

    public string Type => EpusdtAccount.ChannelType;

    public Problem? Refuse(IReadOnlyDictionary<string, string> settings) => guard.Refuse(new Uri(settings[EpusdtSettings.Gateway]), EpusdtSettings.Gateway);

    // Its notifications do not say in what they count; the protocol's amount is yuan.
    public bool Takes(CurrencyCode currency) => currency == CurrencyCode.Cny;

    public Task<Problem?> TestAsync(ChannelConfig channel, CancellationToken ct) => client.TestAsync(SettingsOf(channel), ct);

    public Task<Result<PayTarget>> CreatePaymentAsync(ChannelConfig channel, PaymentRequest request, CancellationToken ct) => client.OpenAsync(SettingsOf(channel), request, ct);

    public Task<NotificationReading> ReadAsync(ChannelConfig channel, NotificationRequest request, CancellationToken ct) =>
        Task.FromResult(EpusdtNotification.Read(channel.Id, SettingsOf(channel).ApiToken, request));

    public Task<Result<PaymentAnswer>> QueryAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct) => client.QueryAsync(SettingsOf(channel), channel.Id, attempt, ct);

    public Task<Problem?> CloseAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct) => client.CloseAsync(SettingsOf(channel), attempt, ct);

    public Task<Result<ProviderRefund>> RefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) => CoinRefunds.ByHand(ByHand);

    public Task<Result<ProviderRefund>> QueryRefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) => CoinRefunds.ByHand(ByHand);

    private EpusdtSettings SettingsOf(ChannelConfig channel) => _settings.GetValue(channel, static config => new EpusdtSettings(config));
}
