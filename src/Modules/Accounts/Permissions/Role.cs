namespace Diner.Accounts.Permissions;

/// <summary>What a person is in the house. The numbers are stored.</summary>
public enum Role
{
    /// <summary>A merchant's owner: everything of that merchant.</summary>
    Owner = 1,

    /// <summary>Looks after goods and stock.</summary>
    StockKeeper = 2,

    /// <summary>Helps buyers. Sees no key.</summary>
    Support = 3,

    /// <summary>Looks after a merchant's money.</summary>
    Finance = 4,

    /// <summary>Runs the house: merchants, settings, jobs. The system administration of level-2 protection.</summary>
    Administrator = 11,

    /// <summary>Looks at merchants and goods.</summary>
    Reviewer = 12,

    /// <summary>Helps merchants and buyers of every shop.</summary>
    OperatorSupport = 13,

    /// <summary>Looks after the house's money.</summary>
    OperatorFinance = 14,

    /// <summary>Looks after accounts: locks, sessions, second factors.</summary>
    SecurityAdministrator = 15,

    /// <summary>Reads the audit trail.</summary>
    AuditAdministrator = 16,
}
