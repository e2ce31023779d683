namespace Diner.Data.Outbound;

/// <summary>Whether addresses that merchants typed may lie inside our own network. The host registers its own; without one they may not.</summary>
public sealed record OutboundOptions
{
    private const string Variable = "DINER_INTERNAL_CALLS";

    /// <summary>True (DINER_INTERNAL_CALLS=on): the guard lets every address pass. For development and tests, where a gateway runs on this machine.</summary>
    public bool AllowsInternal { get; init; }

    /// <summary>Reads the environment.</summary>
    public static OutboundOptions From(Func<string, string?> variable) =>
        new() { AllowsInternal = string.Equals(variable(Variable), "on", StringComparison.OrdinalIgnoreCase) };
}
