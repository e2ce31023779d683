using Diner.Kernel;

namespace Diner.Accounts.Seats;

/// <summary>One sign-in in one browser.</summary>
internal sealed class Session
{
    public SessionId Id { get; init; }

    public StaffId StaffId { get; init; }

    /// <summary>SHA-256 of the cookie's 256 random bits; the bits themselves are stored nowhere.</summary>
    public required byte[] TokenHash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset SeenAt { get; set; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? SecondFactorAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public required string Address { get; init; }

    public required string Browser { get; init; }

    /// <summary>SHA-256 of what tells this browser from others.</summary>
    public required byte[] DeviceHash { get; init; }
}
