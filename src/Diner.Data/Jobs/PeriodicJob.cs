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

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                more = await RunOnceAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, failure, GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (!more)
                await Task.Delay(interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed and will run again")]
    private static partial void LogFailed(ILogger logger, Exception failure, string job);
}
