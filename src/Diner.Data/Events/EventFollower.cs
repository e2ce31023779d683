using Diner.Data.Lanes;
using Diner.Data.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Diner.Data.Events;

/// <summary>What every follower needs.</summary>
public sealed record FollowerContext(Database Database, FeedSignal Signal, GiveWay GiveWay, TimeProvider Clock);

/// <summary>
/// Follows the event feed behind its own cursor. What <see cref="HandleAsync"/> writes commits together with the cursor.
/// It writes rows and calls nobody: a mail or a request is a job of its own. It gives way to people who wait for a lane.
/// </summary>
public abstract partial class EventFollower(FollowerContext context, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FailureDelay = TimeSpan.FromSeconds(5);

    /// <summary>The cursor's name; never renamed.</summary>
    protected abstract string Name { get; }

    /// <summary>The most events handled in one transaction.</summary>
    protected virtual int BatchMax => 200;

    /// <summary>How long to leave the feed alone after a batch, so that more gathers; none for what somebody waits for.</summary>
    protected virtual TimeSpan RestBetweenBatches => TimeSpan.Zero;

    /// <summary>Handles events in order, idempotently.</summary>
    protected abstract Task HandleAsync(UnitOfWork work, IReadOnlyList<EventEnvelope> events, CancellationToken ct);

    /// <summary>Handles what is there now; the number of events handled.</summary>
    public async Task<int> CatchUpAsync(CancellationToken ct)
    {
        await using var work = await context.Database.BeginAsync(ct);
        var events = await EventFeed.ReadAsync(work, Name, BatchMax, ct);
        if (events.Count == 0)
            return 0;
        await HandleAsync(work, events, ct);
        await EventFeed.AdvanceAsync(work, Name, events[^1], ct);
        await work.CommitAsync(ct);
        return events.Count;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = context.Signal.Next;
            try
            {
                while (await FollowAsync(stoppingToken) == BatchMax)
                {
                    // More may be waiting.
                }

                await context.Signal.WaitAsync(next, LookInterval, context.Clock, stoppingToken);
                if (RestBetweenBatches > TimeSpan.Zero)
                    await Task.Delay(RestBetweenBatches, context.Clock, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, failure, Name);
                await Task.Delay(FailureDelay, context.Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return; // The house is closing, and what this run needed may be closed already.
            }
        }
    }

    private async Task<int> FollowAsync(CancellationToken ct)
    {
        var started = context.Clock.GetTimestamp();
        var handled = await CatchUpAsync(ct);
        if (handled > 0)
            await Task.Delay(context.GiveWay.RestAfter(context.Clock.GetElapsedTime(started)), context.Clock, ct);
        return handled;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Follower {Follower} failed and will look again")]
    private static partial void LogFailed(ILogger logger, Exception failure, string follower);
}
