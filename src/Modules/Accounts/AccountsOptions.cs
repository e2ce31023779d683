namespace Diner.Accounts;

/// <summary>What the operator sets about people's accounts.</summary>
public sealed record AccountsOptions
{
    /// <summary>The operator's staff are signed out after this long without a request (DINER_OPERATOR_IDLE_MINUTES).</summary>
    public TimeSpan OperatorIdleMax { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Merchants' staff, likewise (DINER_MERCHANT_IDLE_MINUTES).</summary>
    public TimeSpan MerchantIdleMax { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The operator's staff sign in again after this long, used or not (DINER_OPERATOR_SESSION_HOURS).</summary>
    public TimeSpan OperatorSessionMax { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Merchants' staff, likewise (DINER_MERCHANT_SESSION_HOURS).</summary>
    public TimeSpan MerchantSessionMax { get; init; } = TimeSpan.FromDays(7);

    /// <summary>A password older than this must be changed at the next sign-in (DINER_PASSWORD_DAYS); null for never.</summary>
    public TimeSpan? PasswordAgeMax { get; init; }

    /// <summary>A file of SHA-1 hashes of known passwords, sorted, one a line, as Have I Been Pwned publishes it (DINER_BREACHED_PASSWORDS); null for the list we ship alone.</summary>
    public string? BreachedPasswords { get; init; }

    /// <summary>Reads the environment.</summary>
    /// <exception cref="ArgumentException">A variable holds no whole number above zero, or names no file.</exception>
    public static AccountsOptions From(Func<string, string?> variable)
    {
        var usual = new AccountsOptions();
        return new AccountsOptions
        {
            OperatorIdleMax = Time("DINER_OPERATOR_IDLE_MINUTES", variable, TimeSpan.FromMinutes(1)) ?? usual.OperatorIdleMax,
            MerchantIdleMax = Time("DINER_MERCHANT_IDLE_MINUTES", variable, TimeSpan.FromMinutes(1)) ?? usual.MerchantIdleMax,
            OperatorSessionMax = Time("DINER_OPERATOR_SESSION_HOURS", variable, TimeSpan.FromHours(1)) ?? usual.OperatorSessionMax,
            MerchantSessionMax = Time("DINER_MERCHANT_SESSION_HOURS", variable, TimeSpan.FromHours(1)) ?? usual.MerchantSessionMax,
            PasswordAgeMax = Time("DINER_PASSWORD_DAYS", variable, TimeSpan.FromDays(1)),
            BreachedPasswords = FileOf("DINER_BREACHED_PASSWORDS", variable),
        };
    }

    private static TimeSpan? Time(string name, Func<string, string?> variable, TimeSpan unit)
    {
        if (variable(name) is not { Length: > 0 } text)
            return null;
        return ushort.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0
            ? number * unit
            : throw new ArgumentException($"{name} must be a whole number from 1 to 65535.");
    }

    private static string? FileOf(string name, Func<string, string?> variable)
    {
        if (variable(name) is not { Length: > 0 } path)
            return null;
        return File.Exists(path) ? path : throw new ArgumentException($"{name} names no file.");
    }
}
