using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Diner.Data.Jobs;

/// <summary>Work that is looked for again and again on every node. Each run takes what is due with row locks, so nodes share it.</summary>
public abstract partial class PeriodicJob(TimeSpan interval, TimeProvider clock, ILogger logger) : BackgroundService
{
    /// <summary>The time.</summary>
    protected TimeProvider Clock => clock;

    /// <summary>Does what is due; true when more may be due at once.</summary>
    public abstract Task<bool> RunOnceAsync(CancellationToken ct);

    /// <summary>How long to rest after a run that took so long and left something to do.</summary>
    protected virtual TimeSpan RestAfter(TimeSpan worked) => TimeSpan.Zero;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            var started = clock.GetTimestamp();
            try
            {
                more = await RunOnceAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, failure, GetType().Name);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return; // The house is closing, and what this run needed may be closed already.
            }

            var rest = more ? RestAfter(clock.GetElapsedTime(started)) : interval;
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed and will run again")]
    private static partial void LogFailed(ILogger logger, Exception failure, string job);
}
