namespace Diner.Vault.Receive;

/// <summary>The kinds of long work of the vault.</summary>
internal static class KeyWork
{
    /// <summary>Keys come in from a file.</summary>
    public const string Import = "keys.import";

    /// <summary>Keys are taken out as a file.</summary>
    public const string Export = "keys.export";
}
