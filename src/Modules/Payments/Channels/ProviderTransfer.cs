using Diner.Kernel;

namespace Diner.Payments.Channels;

/// <summary>Whom money is sent to, as the provider knows them.</summary>
/// <param name="Account">What they sign in with, or their account's number.</param>
/// <param name="Name">Their full name: the provider refuses another one's account.</param>
public sealed record TransferPayee(string Account, string Name);

/// <summary>Money that is to go from our account to somebody's. Asked twice with one <paramref name="TransferNo"/> it goes once.</summary>
/// <param name="TransferNo">Our number of it: at most 64 letters and digits.</param>
/// <param name="Amount">How much.</param>
/// <param name="To">To whom.</param>
/// <param name="Title">What the receiver reads; holds no secret.</param>
public sealed record TransferRequest(string TransferNo, Money Amount, TransferPayee To, string Title);

/// <summary>Where a transfer stands at its provider.</summary>
public enum TransferStage
{
    /// <summary>The provider has taken it on; ask again what became of it.</summary>
    Processing,

    /// <summary>The money has gone.</summary>
    Succeeded,

    /// <summary>It failed and the money is still ours, or ours again: the provider will not do it, however often it is asked.</summary>
    Refused,

    /// <summary>The provider knows no transfer of that number: it may be asked for again.</summary>
    Unknown,
}

/// <summary>What a provider says of a transfer.</summary>
/// <param name="Stage">Where it stands.</param>
/// <param name="ProviderTransferId">The provider's number of it, when it has one.</param>
/// <param name="Why">When it is refused: the provider's own words, for a person.</param>
public sealed record ProviderTransfer(TransferStage Stage, string? ProviderTransferId = null, string? Why = null);

/// <summary>A channel whose provider sends our money to others when it is asked to.</summary>
public interface ITransferMoney
{
    /// <summary>
    /// Asks for the transfer, or repeats the asking: the number makes it one. <see cref="ProblemCode.ChannelUnavailable"/> when there was no answer
    /// that can be believed: whether it was done is then not known, and <see cref="QueryTransferAsync"/> tells.
    /// </summary>
    Task<Result<ProviderTransfer>> TransferAsync(ChannelConfig channel, TransferRequest transfer, CancellationToken ct);

    /// <summary>Asks what became of it.</summary>
    Task<Result<ProviderTransfer>> QueryTransferAsync(ChannelConfig channel, TransferRequest transfer, CancellationToken ct);
}
