using Diner.Kernel;

namespace Diner.Accounts.Seats;

/// <summary>How a sign-in went. The numbers are stored.</summary>
public enum SignInOutcome : short
{
    /// <summary>With the password; a second factor is asked for afterwards where there is one.</summary>
    Password = 1,

    /// <summary>With a passkey, which is both factors.</summary>
    Passkey = 2,

    /// <summary>The password was wrong.</summary>
    WrongPassword = 3,

    /// <summary>The password was wrong once too often: the account waits a while.</summary>
    Locked = 4,

    /// <summary>With the right password or passkey, to an account the operator keeps locked.</summary>
    Refused = 5,
}

/// <summary>A sign-in to one account, or a try at one.</summary>
internal sealed class SignInRecord
{
    public Guid Id { get; init; }

    public StaffId StaffId { get; init; }

    public DateTimeOffset At { get; init; }

    public SignInOutcome Outcome { get; init; }

    public required string Address { get; init; }

    public required string Browser { get; init; }
}
