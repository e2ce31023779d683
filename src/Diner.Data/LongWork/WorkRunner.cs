using Diner.Data.Files;
using Diner.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Diner.Data.LongWork;

/// <summary>
/// Runs long work on this node, a few pieces at a time.
/// <list type="number">
/// <item>A piece is claimed for the length of a lease.</item>
/// <item>While it runs, a heartbeat renews the lease, stores progress, and learns when a person wants it stopped.</item>
/// <item>Its end is written; or, when the node stops, it is handed back; or, after an exception, it is tried again later.</item>
/// </list>
/// </summary>
internal sealed partial class WorkRunner(WorkLeases leases, SealedFiles files, IEnumerable<ILongWork> kinds, TimeProvider clock, ILogger<WorkRunner> logger)
    : BackgroundService, IAsyncDisposable
{
    private static readonly TimeSpan GoodbyeMax = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, ILongWork> _kinds = kinds.ToDictionary(kind => kind.Kind);

    private enum Interruption
    {
        None,
        Lost,
        Asked,
    }

    /// <summary>Claims one piece and works on it to its end; false when there is none.</summary>
    public async Task<bool> RunOnceAsync(CancellationToken stopping)
    {
        // 1. Claim.
        if (await leases.ClaimAsync(_kinds.Keys, stopping) is not { } row)
            return false;

        // 2. Run.
        var run = new WorkRun(row, files);
        using var working = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var heart = BeatAsync(run, working);
        var end = await TryRunAsync(run, working.Token);
        await working.CancelAsync();

        // 3. End. Whatever asked us to stop is not asked again: what happened is written.
        var isKept = await EndAsync(run, end, await heart, stopping.IsCancellationRequested);
        if (run.Output is { } output)
            await CloseAsync(output, isKept);
        return true;
    }

    /// <summary>Waits until this node's pieces are handed back: the database goes next, also when nobody stopped the host first.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(GoodbyeMax, clock);
        await StopAsync(patience.Token);
        Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, leases.Options.SlotsPerNode).Select(_ => Task.Run(() => ServeAsync(stoppingToken), CancellationToken.None)));

    private async Task ServeAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var ran = false;
            try
            {
                ran = await RunOnceAsync(stopping);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                LogSlotFailed(logger, failure);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception failure)
            {
                // It stays this node's until the lease is over; then another one begins it again.
                LogNotHandedBack(logger, failure);
                return;
            }

            if (!ran)
                await Task.Delay(leases.Options.Poll, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Null when it came to no end: it was interrupted, or an exception flew.
    private async Task<WorkEnd?> TryRunAsync(WorkRun run, CancellationToken ct)
    {
        try
        {
            var end = await _kinds[run.Row.Kind].RunAsync(run, ct);
            if (end.Problem is null && run.Output is { } output)
                await output.CompleteAsync(ct);
            return end;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            LogBroken(logger, failure, run.Row.Kind, run.Id.Value, run.Row.Attempts);
            return null;
        }
    }

    // True when its output is offered from now on.
    private async Task<bool> EndAsync(WorkRun run, WorkEnd? end, Interruption why, bool isStopping)
    {
        if (end is not null)
            return await leases.FinishAsync(run, end.Problem is null ? WorkState.Done : WorkState.Failed, end, CancellationToken.None) && end.Problem is null;
        if (why == Interruption.Asked)
            await leases.FinishAsync(run, WorkState.Cancelled, new WorkEnd(null, null), CancellationToken.None);
        else if (why == Interruption.None && isStopping)
            await leases.HandBackAsync(run, CancellationToken.None);
        else if (why == Interruption.None)
            await leases.RetryAsync(run, CancellationToken.None);
        return false;
    }

    private async Task CloseAsync(SealedFileWriter output, bool isKept)
    {
        await output.DisposeAsync();
        if (!isKept)
            await files.DeleteAsync(output.Id, CancellationToken.None);
    }

    // Ends when the work does. A renewal that fails is tried again until the lease is over: from then on another node may have it.
    private async Task<Interruption> BeatAsync(WorkRun run, CancellationTokenSource working)
    {
        var renewedAt = clock.GetUtcNow();
        while (true)
        {
            await Task.Delay(leases.Options.Heartbeat, clock, working.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (working.IsCancellationRequested)
                return Interruption.None;
            var interruption = Interruption.None;
            try
            {
                var beganAt = clock.GetUtcNow();
                interruption = await leases.RenewAsync(run, working.Token) switch
                {
                    null => Interruption.Lost,
                    true => Interruption.Asked,
                    false => Interruption.None,
                };
                renewedAt = beganAt;
            }
            catch (Exception failure) when (!working.IsCancellationRequested)
            {
                LogNotRenewed(logger, failure, run.Id.Value);
                if (clock.GetUtcNow() - renewedAt >= leases.Options.Lease)
                    interruption = Interruption.Lost;
            }
            catch (OperationCanceledException)
            {
                return Interruption.None;
            }

            if (interruption == Interruption.None)
                continue;
            await working.CancelAsync();
            return interruption;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for long work failed and is done again")]
    private static partial void LogSlotFailed(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This node stops and could not hand its long work back; it goes on elsewhere when the lease is over")]
    private static partial void LogNotHandedBack(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Long work {Kind} {Work} failed at attempt {Attempt}")]
    private static partial void LogBroken(ILogger logger, Exception failure, string kind, Guid work, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of long work {Work} could not be renewed")]
    private static partial void LogNotRenewed(ILogger logger, Exception failure, Guid work);
}
