using Diner.Kernel;

namespace Diner.Payments.Channels;

/// <summary>Asks a channel's provider whether it knows us: a merchant finds a wrong key before a buyer does.</summary>
public sealed class TestChannel(Channels channels)
{
    /// <summary>
    /// Null when the provider knows the account. <see cref="ProblemCode.NotFound"/> for another shop's channel,
    /// <see cref="ProblemCode.ChannelUnavailable"/> with a sentence that says what the provider answered, or that it did not.
    /// </summary>
    public async Task<Problem?> RunAsync(ShopId shop, ChannelId id, CancellationToken ct)
    {
        if (await channels.FindAsync(id, ct) is not { } channel || channel.ShopId != shop)
            return new Problem(ProblemCode.NotFound, "There is no such channel in this shop.");
        return await channels.SpeakerOf(channel).TestAsync(channel, ct);
    }
}
