using Diner.Kernel;

namespace Diner.Accounts.Staff;

/// <summary>One person's account. It works for one merchant, or for the operator.</summary>
internal sealed class StaffMember
{
    /// <summary>Characters of the longest name.</summary>
    public const int NameCharsMax = 60;

    public StaffId Id { get; init; }

    /// <summary>Null for the operator's staff.</summary>
    public MerchantId? MerchantId { get; init; }

    /// <summary>Lower case: two spellings of one mailbox are one account.</summary>
    public required string Email { get; init; }

    public required string Name { get; set; }

    /// <summary>From <see cref="StaffPasswords"/>.</summary>
    public required string PasswordHash { get; set; }

    public DateTimeOffset PasswordSetAt { get; set; }

    /// <summary>Of mails to them: zh-CN or en.</summary>
    public string Language { get; set; } = "zh-CN";

    /// <summary>What the person's authenticator app has too, sealed; null without one.</summary>
    public byte[]? TotpSecret { get; init; }

    /// <summary>The step of the last code that was taken: no code counts twice.</summary>
    public long TotpStep { get; init; }

    public DateTimeOffset? TotpSince { get; init; }

    /// <summary>Since when the operator keeps the account locked; null while it opens.</summary>
    public DateTimeOffset? LockedAt { get; init; }

    /// <summary>The last letter that said that the second factor was taken away, and when that was.</summary>
    public Guid? ResetLetterId { get; init; }

    public DateTimeOffset? ResetAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A role that a person has.</summary>
internal sealed class StaffRole
{
    public StaffId StaffId { get; init; }

    public Permissions.Role Role { get; init; }
}
