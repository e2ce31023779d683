using Diner.Payments.Notifications;

namespace Diner.Payments.Inspect;

/// <summary>A captured notification, and what to check it with.</summary>
/// <param name="ChannelType">One of <see cref="InspectNotification.Types"/>.</param>
/// <param name="Body">The raw body; for a notification that came as GET, its query string.</param>
/// <param name="Headers">Its headers; names in any case.</param>
/// <param name="Key">The file of the provider's key or certificate; null when the type has none.</param>
/// <param name="Secret">The secret shared with the provider; null when the type has none.</param>
/// <param name="At">When it came in: some types refuse what is old.</param>
public sealed record CapturedNotification(string ChannelType, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers, byte[]? Key, string? Secret, DateTimeOffset At)
{
    // The secret: a record would print it.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"ChannelType = {ChannelType}");
        return true;
    }
}

/// <summary>What a channel would say of a notification.</summary>
/// <param name="IsValid">True when it is genuine, whether or not it tells of a payment.</param>
/// <param name="IsPaid">True when it would be settled.</param>
/// <param name="Reason">Why it is not valid, or why it would not be settled; null when it would.</param>
/// <param name="Facts">What it says; when it is not valid, what it claims.</param>
/// <param name="Answer">What the provider would get.</param>
public sealed record Inspection(bool IsValid, bool IsPaid, string? Reason, NotificationFacts Facts, NotificationReply Answer);
