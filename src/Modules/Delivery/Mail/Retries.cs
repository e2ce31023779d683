namespace Diner.Delivery.Mail;

/// <summary>When a failed mail is sent again.</summary>
internal static class Retries
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(24),
    ];

    /// <summary>Attempts before a message is dead.</summary>
    public static int AttemptsMax => Delays.Length + 1;

    /// <summary>The pause after that many attempts; null when it was the last.</summary>
    public static TimeSpan? After(int attempts) => attempts <= Delays.Length ? Delays[attempts - 1] : null;
}
