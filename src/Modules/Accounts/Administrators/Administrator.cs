using Diner.Kernel;

namespace Diner.Accounts.Administrators;

internal sealed class Administrator
{
    public AdministratorId Id { get; init; }

    /// <summary>Lower case: two spellings of one mailbox are one administrator.</summary>
    public required string Email { get; init; }

    /// <summary>From <see cref="AdministratorPasswords"/>.</summary>
    public required string PasswordHash { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
