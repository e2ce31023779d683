using Diner.Accounts.Invitations;
using Diner.Accounts.Permissions;
using Diner.Accounts.Staff;
using Diner.Kernel;

namespace Diner.Web.Staff;

/// <summary>What was typed into the form for an invitation, and what was refused.</summary>
public sealed record StaffForm
{
    /// <summary>The address.</summary>
    public string Email { get; init; } = "";

    /// <summary>The roles that were ticked.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>What was refused, or null.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The colleague or invitation it was about; null for a new invitation.</summary>
    public Guid? About { get; init; }
}

/// <summary>What the page of staff shows.</summary>
/// <param name="People">One page of those who work here.</param>
/// <param name="Invitations">Invitations nobody has taken up.</param>
/// <param name="Form">The form for the next one.</param>
public sealed record StaffPageView(IReadOnlyList<StaffView> People, IReadOnlyList<InvitationView> Invitations, StaffForm Form)
{
    /// <summary>The page's path.</summary>
    public required string Home { get; init; }

    /// <summary>The key of what was just done, or null.</summary>
    public string? Note { get; init; }

    /// <summary>The time, to tell which invitations are too old.</summary>
    public DateTimeOffset Now { get; init; }
}
