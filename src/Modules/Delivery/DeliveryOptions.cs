namespace Diner.Delivery;

/// <summary>What the operator sets about delivery; see <c>docs/operations</c>.</summary>
public sealed record DeliveryOptions
{
    /// <summary>The shop's public address (DINER_URL), for links in mails and for channels; null takes the address a request came to.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The mail server (DINER_SMTP): <c>smtp[s]://user:password@host:port</c>; null writes mails to <see cref="MailDirectory"/>. Never logged.</summary>
    public Uri? Smtp { get; init; }

    /// <summary>A PEM file (DINER_SMTP_CA) of authorities that may sign the mail server's certificate besides the system's; null for none.</summary>
    public string? SmtpAuthorityFile { get; init; }

    /// <summary>The sender of mails (DINER_MAIL_FROM): <c>shop@example.com</c> or <c>Name &lt;shop@example.com&gt;</c>.</summary>
    public string MailFrom { get; init; } = "diner@localhost";

    /// <summary>Where .eml files go when there is no mail server.</summary>
    public required string MailDirectory { get; init; }

    /// <summary>False with DINER_LIMITS=off: look-ups are not throttled.</summary>
    public bool LimitsLookups { get; init; } = true;

    /// <summary>Reads the environment.</summary>
    /// <param name="dataDirectory">Mails without a server go to its subdirectory <c>mail</c>.</param>
    /// <param name="variable">Looks a variable up.</param>
    /// <exception cref="ArgumentException">A variable holds something else than an address.</exception>
    public static DeliveryOptions From(string dataDirectory, Func<string, string?> variable) => new()
    {
        BaseUrl = Address("DINER_URL", variable, "https://shop.example.com", "http", "https"),
        Smtp = Address("DINER_SMTP", variable, "smtps://user:password@mail.example.com:465", "smtp", "smtps"),
        SmtpAuthorityFile = variable("DINER_SMTP_CA") is { Length: > 0 } file ? file : null,
        MailFrom = variable("DINER_MAIL_FROM") is { Length: > 0 } from ? from : "diner@localhost",
        MailDirectory = Path.Combine(dataDirectory, "mail"),
        LimitsLookups = !string.Equals(variable("DINER_LIMITS"), "off", StringComparison.OrdinalIgnoreCase),
    };

    // The value may hold a password: the message names the variable only.
    private static Uri? Address(string name, Func<string, string?> variable, string example, params string[] schemes)
    {
        if (variable(name) is not { Length: > 0 } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme) && uri.Host.Length > 0
            ? uri
            : throw new ArgumentException($"{name} must be an address like {example}.");
    }

    // A record would print the mail server's password.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"BaseUrl = {BaseUrl}, Smtp = {Smtp?.Host}");
        return true;
    }
}
