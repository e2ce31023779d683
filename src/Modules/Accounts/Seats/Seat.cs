using System.Collections.Immutable;
using Diner.Accounts.Permissions;
using Diner.Data.Audit;
using Diner.Kernel;

namespace Diner.Accounts.Seats;

/// <summary>A signed-in person: who, for whom, allowed what. Read from the database on each request, so that a role taken away is gone at once.</summary>
/// <param name="StaffId">Whose account.</param>
/// <param name="SessionId">Which sign-in.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="Name">What colleagues call them.</param>
/// <param name="Merchant">Whom they work for; null for the operator's staff.</param>
public sealed record Seat(StaffId StaffId, SessionId SessionId, string Email, string Name, MerchantId? Merchant)
{
    /// <summary>How long a proof of the second factor holds for what is grave.</summary>
    public static readonly TimeSpan ProvenFor = TimeSpan.FromMinutes(5);

    /// <summary>Their roles.</summary>
    public required ImmutableArray<Role> Roles { get; init; }

    /// <summary>When they last proved a second factor in this session; null when not yet.</summary>
    public DateTimeOffset? SecondFactorAt { get; init; }

    /// <summary>True when an authenticator app is enrolled.</summary>
    public bool HasAuthenticator { get; init; }

    /// <summary>True when they have a passkey.</summary>
    public bool HasPasskey { get; init; }

    /// <summary>True when they have a second factor of either kind, proved in this session or not.</summary>
    public bool HasSecondFactor => HasAuthenticator || HasPasskey;

    /// <summary>What still stands between them and their work.</summary>
    public SeatGap Gap { get; init; }

    /// <summary>True when the second factor was proved within the last <see cref="ProvenFor"/>: for what is grave, it is asked for again.</summary>
    public bool IsProven(DateTimeOffset now) => SecondFactorAt is { } at && now - at < ProvenFor;

    /// <summary>True for the operator's staff.</summary>
    public bool IsOperator => Merchant is null;

    /// <summary>True when one of their roles has the permission, by its name in <see cref="Permission"/>.</summary>
    public bool May(string permission) => Roles.Any(role => RoleMatrix.Of(role).Contains(permission));

    /// <summary>How the audit trail names them.</summary>
    public Actor ToActor(string address) => new(ActorKind.Staff, StaffId.Value, Email, address);
}

/// <summary>What a signed-in person has yet to do before anything else.</summary>
public enum SeatGap
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Prove the second factor they have.</summary>
    SecondFactor,

    /// <summary>Enrol a second factor, which their roles ask for.</summary>
    Enrolment,

    /// <summary>Choose another password, because theirs is older than the house allows.</summary>
    Password,
}
