using Diner.Kernel;

namespace Diner.Payments.Channels;

/// <summary>Stand-in until the payments branch is merged; it has only what delivery calls.</summary>
public sealed class Channels(IEnumerable<IPaymentChannel> kinds)
{
    private static readonly Dictionary<string, string> NoSettings = [];

    /// <summary>The channel of that id.</summary>
    public ValueTask<ChannelConfig?> FindAsync(ChannelId id, CancellationToken ct) =>
        ValueTask.FromResult<ChannelConfig?>(new ChannelConfig(id, default, "sandbox", "演示支付", true, NoSettings));

    /// <summary>Asks a channel for the buyer's way to pay.</summary>
    public async Task<Result<PayTarget>> CreatePaymentAsync(ChannelId id, PaymentRequest request, CancellationToken ct) =>
        await FindAsync(id, ct) is { } channel && kinds.FirstOrDefault() is { } kind
            ? await kind.CreatePaymentAsync(channel, request, ct)
            : new Problem(ProblemCode.ChannelUnavailable, "No channel.", "channel");
}
