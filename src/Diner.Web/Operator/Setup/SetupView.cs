namespace Diner.Web.Operator.Setup;

/// <summary>What the set-up page shows.</summary>
/// <param name="State">Where the visitor stands.</param>
public sealed record SetupView(SetupState State)
{
    /// <summary>What was typed as e-mail address.</summary>
    public string Email { get; init; } = "";

    /// <summary>The key of a sentence about the address, or null.</summary>
    public string? EmailError { get; init; }

    /// <summary>The key of a sentence about the password, or null.</summary>
    public string? PasswordError { get; init; }

    /// <summary>The key of a sentence about the repeated password, or null.</summary>
    public string? AgainError { get; init; }
}

/// <summary>Where a visitor of the set-up page stands.</summary>
public enum SetupState
{
    /// <summary>The link opens: asks for address and password.</summary>
    Open,

    /// <summary>The link was used, replaced, is too old, or was never ours.</summary>
    Closed,

    /// <summary>The administrator is made.</summary>
    Done,
}
