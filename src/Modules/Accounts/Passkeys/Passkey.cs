using Diner.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Diner.Accounts.Passkeys;

/// <summary>A passkey of a person, as ASP.NET Core Identity checks it.</summary>
internal sealed class Passkey
{
    public required byte[] CredentialId { get; init; }

    public StaffId StaffId { get; init; }

    /// <summary>What the person calls it.</summary>
    public required string Name { get; set; }

    public required byte[] PublicKey { get; init; }

    /// <summary>The authenticator's counter at the last use; 0 for those that keep none.</summary>
    public long SignCount { get; set; }

    /// <summary>Words with blanks between.</summary>
    public required string Transports { get; init; }

    public bool IsUserVerified { get; init; }

    public bool IsBackupEligible { get; init; }

    public bool IsBackedUp { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    // The attestation is not asked for, so there is nothing of it to keep.
    public UserPasskeyInfo ToInfo() => new(
        CredentialId, PublicKey, CreatedAt, (uint)SignCount, Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries), IsUserVerified, IsBackupEligible, IsBackedUp, [], []) { Name = Name };
}
