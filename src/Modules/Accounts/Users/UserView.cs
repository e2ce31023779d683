using Diner.Accounts.Permissions;
using Diner.Kernel;

namespace Diner.Accounts.Users;

/// <summary>Anybody with an account, as the operator sees them.</summary>
/// <param name="Id">The account.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Merchant">For whom they work; null for the operator.</param>
public sealed record UserView(StaffId Id, string Email, string Name, MerchantId? Merchant)
{
    /// <summary>What that merchant is called; empty for the operator.</summary>
    public string MerchantName { get; init; } = "";

    /// <summary>What they are.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>Since when there is an authenticator app; null without one.</summary>
    public DateTimeOffset? AuthenticatorSince { get; init; }

    /// <summary>How many passkeys they have.</summary>
    public int Passkeys { get; init; }

    /// <summary>True with an authenticator app or a passkey.</summary>
    public bool HasSecondFactor => AuthenticatorSince is not null || Passkeys > 0;

    /// <summary>Since when the operator keeps the account locked; null while it opens.</summary>
    public DateTimeOffset? LockedAt { get; init; }

    /// <summary>Until when no password is looked at, after too many wrong ones; null when it is.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }

    /// <summary>Since when they have the account.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when they have the password.</summary>
    public DateTimeOffset PasswordSetAt { get; init; }
}

/// <summary>Which people. What is null or empty does not matter; the rest must all be so.</summary>
public sealed record UserFilter
{
    /// <summary>A part of the address or of the name.</summary>
    public string Text { get; init; } = "";

    /// <summary>Who works for this merchant.</summary>
    public MerchantId? Merchant { get; init; }

    /// <summary>The operator's own staff.</summary>
    public bool IsOperators { get; init; }

    /// <summary>Who has this role.</summary>
    public Role? Role { get; init; }

    /// <summary>Whose account is locked.</summary>
    public bool IsLocked { get; init; }
}
