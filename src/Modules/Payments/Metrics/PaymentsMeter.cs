using System.Diagnostics.Metrics;
using Diner.Payments.Notifications;

namespace Diner.Payments.Metrics;

/// <summary>The meter <c>Diner.Payments</c>: how many notifications came in, by channel type and what became of them.</summary>
internal sealed class PaymentsMeter
{
    public const string Name = "Diner.Payments";

    private readonly Counter<long> _notifications;

    public PaymentsMeter(IMeterFactory meters) =>
        _notifications = meters.Create(Name).CreateCounter<long>("diner.payments.notifications", "{notification}", "Notifications read, by channel type and outcome");

    public void Count(string channelType, NotificationReading reading) =>
        _notifications.Add(1, new("channel.type", channelType), new("outcome", Outcome(reading)));

    private static string Outcome(NotificationReading reading) => reading switch
    {
        NotificationReading.Paid => "paid",
        NotificationReading.Refunded => "refunded",
        NotificationReading.Disputed => "disputed",
        NotificationReading.NotPaid => "not_paid",
        NotificationReading.Refused => "refused",
        NotificationReading.Unconfirmed => "unconfirmed",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
