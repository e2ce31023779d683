using Diner.Kernel;
using Diner.Payments.Notifications;

namespace Diner.Payments.Sandbox;

/// <summary>What a visitor of the sandbox's cashier may do.</summary>
public enum SandboxAction
{
    /// <summary>Pays the amount once.</summary>
    Pay,

    /// <summary>Pays after the hold has ended, or after the given seconds.</summary>
    PayLate,

    /// <summary>Pays two times: two transactions for one order.</summary>
    PayTwice,

    /// <summary>Pays one minor unit less, or more when that would be nothing.</summary>
    PayWrongAmount,

    /// <summary>Pays nothing; the notification says so.</summary>
    Cancel,
}

/// <summary>An action, and how to reach this process.</summary>
/// <param name="Action">What to do.</param>
/// <param name="LateSeconds">For <see cref="SandboxAction.PayLate"/>: how late, 0 to 86,400; null for after the hold's end.</param>
/// <param name="Through">This process's own address; null to send by the notify address's name.</param>
public sealed record SandboxChoice(SandboxAction Action, int? LateSeconds, Uri? Through);

/// <summary>The sandbox's cashier: checks tickets, and does what a button says by sending real, signed notifications.</summary>
public sealed class SandboxCashier
{
    private const int LateSecondsMax = 86_400;
    private static readonly TimeSpan AfterExpiry = TimeSpan.FromSeconds(5);

    private readonly SandboxOptions _options;
    private readonly Channels.Channels _channels;
    private readonly SandboxNotifier _notifier;
    private readonly SandboxQueue _queue;
    private readonly SandboxClock _now;

    internal SandboxCashier(SandboxOptions options, Channels.Channels channels, SandboxNotifier notifier, SandboxQueue queue, SandboxClock now) =>
        (_options, _channels, _notifier, _queue, _now) = (options, channels, notifier, queue, now);

    /// <summary>The ticket in a page's address. Null when the sandbox is off, or the address was not made by this channel.</summary>
    /// <param name="id">The channel.</param>
    /// <param name="query">The raw query string without its question mark.</param>
    /// <param name="ct">Stops the look-up.</param>
    public async Task<SandboxTicket?> OpenAsync(ChannelId id, string query, CancellationToken ct)
    {
        if (!_options.IsOn || await _channels.FindAsync(id, ct) is not { Type: SandboxAccount.ChannelType } channel)
            return null;
        var fields = TextFields.Read(new NotificationRequest("GET", query, "", ReadOnlyMemory<byte>.Empty, static _ => null));
        return fields is null ? null : SandboxTicket.Read(channel, fields);
    }

    /// <summary>Sends what the action says. A notification that is not answered with <c>success</c> is sent again later.</summary>
    public async Task ActAsync(SandboxTicket ticket, SandboxChoice choice, CancellationToken ct)
    {
        switch (choice.Action)
        {
            case SandboxAction.Pay:
                await SendAsync(Message(ticket, choice, ticket.Amount, "paid"), ct);
                break;
            case SandboxAction.PayLate:
                _queue.Add(Message(ticket, choice, ticket.Amount, "paid"), Due(ticket, choice.LateSeconds), tries: 0);
                break;
            case SandboxAction.PayTwice:
                await SendAsync(Message(ticket, choice, ticket.Amount, "paid"), ct);
                await SendAsync(Message(ticket, choice, ticket.Amount, "paid"), ct);
                break;
            case SandboxAction.PayWrongAmount:
                await SendAsync(Message(ticket, choice, Wrong(ticket.Amount), "paid"), ct);
                break;
            case SandboxAction.Cancel:
                await SendAsync(Message(ticket, choice, ticket.Amount, "cancelled"), ct);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private Task SendAsync(SandboxMessage message, CancellationToken ct) => _notifier.SendAsync(message, tries: 0, ct);

    private SandboxMessage Message(SandboxTicket ticket, SandboxChoice choice, Money amount, string status) => new(
        ticket.ChannelId, ticket.NotifyUrl, choice.Through, new Dictionary<string, string>
        {
            ["transaction"] = $"SBX{_now.NewTransaction():N}",
            ["order"] = ticket.OrderNo,
            ["amount"] = amount.ToMajorString(),
            ["currency"] = amount.Currency.Code,
            ["status"] = status,
        });

    private DateTimeOffset Due(SandboxTicket ticket, int? lateSeconds)
    {
        var now = _now.UtcNow;
        if (lateSeconds is { } seconds)
            return now.AddSeconds(Math.Clamp(seconds, 0, LateSecondsMax));
        return ticket.ExpiresAt > now ? ticket.ExpiresAt + AfterExpiry : now;
    }

    private static Money Wrong(Money amount) => amount with { AmountMinor = amount.AmountMinor > 1 ? amount.AmountMinor - 1 : amount.AmountMinor + 1 };
}

/// <summary>Time and transaction ids of the sandbox.</summary>
internal sealed class SandboxClock(TimeProvider clock, IdSource ids)
{
    public DateTimeOffset UtcNow => clock.GetUtcNow();

    public Guid NewTransaction() => ids.NextGuid();
}
