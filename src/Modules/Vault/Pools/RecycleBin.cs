namespace Diner.Vault.Pools;

/// <summary>The rule of the recycle bin.</summary>
public static class RecycleBin
{
    /// <summary>How long a recycled key can be put back. After that it is deleted for good, and its text may come in again.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);
}
