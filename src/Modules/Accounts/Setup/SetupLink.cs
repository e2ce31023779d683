namespace Diner.Accounts.Setup;

/// <summary>
/// The set-up link that counts. There is one row at most, so whoever issues or uses a link waits for whoever does at the same moment;
/// once it is used it is never replaced.
/// </summary>
internal sealed class SetupLink
{
    /// <summary>The only row's id.</summary>
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;

    /// <summary>SHA-256 of the token; the token itself is stored nowhere.</summary>
    public required byte[] TokenHash { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? UsedAt { get; set; }
}
