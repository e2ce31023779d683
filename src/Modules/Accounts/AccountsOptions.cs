namespace Diner.Accounts;

/// <summary>What whoever starts the program sets about people's accounts; times are settings of the house.</summary>
public sealed record AccountsOptions
{
    /// <summary>A file of SHA-1 hashes of known passwords, sorted, one a line, as Have I Been Pwned publishes it (DINER_BREACHED_PASSWORDS); null for the list we ship alone.</summary>
    public string? BreachedPasswords { get; init; }

    /// <summary>Reads the environment.</summary>
    /// <exception cref="ArgumentException">The variable names no file.</exception>
    public static AccountsOptions From(Func<string, string?> variable) => new() { BreachedPasswords = FileOf("DINER_BREACHED_PASSWORDS", variable) };

    private static string? FileOf(string name, Func<string, string?> variable)
    {
        if (variable(name) is not { Length: > 0 } path)
            return null;
        return File.Exists(path) ? path : throw new ArgumentException($"{name} names no file.");
    }
}
