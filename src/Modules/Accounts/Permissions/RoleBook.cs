namespace Diner.Accounts.Permissions;

/// <summary>Reads the table of roles and permissions, for the page that shows it.</summary>
public static class RoleBook
{
    /// <summary>True when whoever has the role may do that.</summary>
    public static bool May(Role role, string permission) => RoleMatrix.Of(role).Contains(permission);

    /// <summary>True for the roles of the operator's own staff.</summary>
    public static bool IsOperator(Role role) => RoleMatrix.IsOperator(role);
}
