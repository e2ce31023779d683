using System.Security.Cryptography;

namespace Diner.Payments.Sandbox;

/// <summary>Whether play money is taken. The host registers its own; without one the sandbox is off.</summary>
public sealed class SandboxOptions
{
    /// <summary>
    /// On: sandbox channels open payments and their notifications settle orders, so anybody can have keys for nothing.
    /// Off (default): both are refused. On in demos and tests only.
    /// </summary>
    public bool IsOn { get; init; }
}

/// <summary>The account of a shop at the sandbox.</summary>
public static class SandboxAccount
{
    /// <summary>The channel type.</summary>
    public const string ChannelType = "sandbox";

    internal const string Secret = "secret";

    private const int SecretBytes = 32;

    /// <summary>Settings of a new <c>sandbox</c> channel, with a random secret.</summary>
    public static IReadOnlyDictionary<string, string> NewSettings() =>
        new Dictionary<string, string> { [Secret] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)) };
}
