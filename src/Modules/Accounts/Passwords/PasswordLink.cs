using Diner.Kernel;

namespace Diner.Accounts.Passwords;

/// <summary>The link that sets another password. A person has one at most; a new one takes its place.</summary>
internal sealed class PasswordLink
{
    public StaffId StaffId { get; init; }

    /// <summary>The link is made from this.</summary>
    public Guid LetterId { get; init; }

    public required byte[] TokenHash { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}
