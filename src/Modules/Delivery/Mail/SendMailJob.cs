using Diner.Data.Jobs;
using Diner.Data.Lanes;
using Microsoft.Extensions.Logging;

namespace Diner.Delivery.Mail;

/// <summary>Sends what is due, a batch at a time, and gives way to people who wait for a lane: a mail has seconds, a buyer has none.</summary>
internal sealed class SendMailJob(SendMail send, GiveWay giveWay, TimeProvider clock, ILogger<SendMailJob> logger) : PeriodicJob(Interval, clock, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override Task<bool> RunOnceAsync(CancellationToken ct) => send.RunOnceAsync(ct);

    protected override TimeSpan RestAfter(TimeSpan worked) => giveWay.RestAfter(worked);
}
