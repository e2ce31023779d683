using Diner.Data.Jobs;
using Microsoft.Extensions.Logging;

namespace Diner.Payments.Sandbox;

/// <summary>Sends what is due: late payments, and what was not answered with success.</summary>
internal sealed class SendSandboxNotifications(SandboxQueue queue, SandboxNotifier notifier, TimeProvider clock, ILogger<SendSandboxNotifications> logger)
    : PeriodicJob(TimeSpan.FromSeconds(1), clock, logger)
{
    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        if (queue.TakeDue(Clock.GetUtcNow()) is not { } due)
            return false;
        await notifier.SendAsync(due.Message, due.Tries, ct);
        return true;
    }
}
