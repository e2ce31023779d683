using System.Globalization;
using Diner.Accounts.Permissions;
using Diner.Kernel;

namespace Diner.Accounts.Invitations;

/// <summary>Somebody was asked to work here.</summary>
internal sealed class Invitation
{
    public Guid Id { get; init; }

    /// <summary>Null for the operator's staff.</summary>
    public MerchantId? MerchantId { get; init; }

    public required string Email { get; init; }

    /// <summary>Numbers with commas between: the roles they will have.</summary>
    public required string Roles { get; init; }

    /// <summary>Of the mail: zh-CN or en.</summary>
    public required string Language { get; init; }

    public required string InvitedBy { get; init; }

    /// <summary>The letter that counts. Its link is made from this; sending again makes another one.</summary>
    public Guid LetterId { get; init; }

    /// <summary>SHA-256 of the link's token; the token itself is stored nowhere.</summary>
    public required byte[] TokenHash { get; init; }

    public DateTimeOffset SentAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was taken up, withdrawn or replaced.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public static string Write(IEnumerable<Role> roles) => string.Join(',', roles.Order().Select(role => ((int)role).ToString(CultureInfo.InvariantCulture)));

    public static IReadOnlyList<Role> Read(string roles) => [.. roles.Split(',').Select(number => (Role)int.Parse(number, CultureInfo.InvariantCulture))];
}
