namespace Diner.Payments.Epay;

/// <summary>What a notification is checked against, in bytes.</summary>
/// <param name="Pid">The merchant id; null when it is not known, as when a captured notification is looked into, and then not checked.</param>
/// <param name="Key">The merchant key; never printed.</param>
internal sealed record EpayMerchant(byte[]? Pid, byte[] Key);
