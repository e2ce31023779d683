using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Diner.Data.Lanes;

/// <summary>
/// A bounded queue whose workers take whatever has gathered while the last batch ran and process it in one transaction.
/// <list type="number">
/// <item>An item that finds the lane full is turned away: the caller says "try later" and nothing was promised.</item>
/// <item>A batch that fails in passing (deadlock, lost serialisation) is run again, at most <see cref="AttemptsMax"/> times.</item>
/// <item>A batch that keeps failing is run one item at a time, so one poisoned item cannot hold up the others.</item>
/// <item>Stopping closes the door first, then finishes what is inside.</item>
/// </list>
/// </summary>
public sealed partial class BatchLane<TItem, TResult> : ILane
{
    private const int AttemptsMax = 3;
    private const int RetryDelayMsMax = 20;

    private readonly LaneOptions _options;
    private readonly Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<TResult>>> _process;
    private readonly ILogger _logger;
    private readonly Channel<Waiting> _queue;
    private Task[] _workers = [];
    private volatile bool _isOpen;
    private int _working;

    /// <summary>Makes a lane; it takes items once started.</summary>
    public BatchLane(LaneOptions options, Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<TResult>>> process, ILogger logger)
    {
        (_options, _process, _logger) = (options, process, logger);
        _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.Capacity) { SingleReader = options.Workers == 1 });
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public bool IsAccepting => _isOpen && _queue.Reader.Count < _options.Capacity;

    /// <inheritdoc/>
    public bool IsBusy => Volatile.Read(ref _working) >= _options.Workers;

    /// <summary>
    /// Puts an item in. False when the lane is full or closed: nothing was done. The result fails with <see cref="LaneFailedException"/>
    /// when the item could not be processed.
    /// </summary>
    public bool TryEnter(TItem item, out Task<TResult> result)
    {
        var waiting = new Waiting(item);
        result = waiting.Done.Task;
        return _queue.Writer.TryWrite(waiting);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _workers = [.. Enumerable.Range(0, _options.Workers).Select(_ => Task.Run(WorkAsync, CancellationToken.None))];
        _isOpen = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isOpen = false;
        _queue.Writer.TryComplete();
        await Task.WhenAll(_workers).WaitAsync(cancellationToken);
    }

    private async Task WorkAsync()
    {
        var batch = new List<Waiting>(_options.BatchMax);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < _options.BatchMax && _queue.Reader.TryRead(out var waiting))
                batch.Add(waiting);
            Interlocked.Increment(ref _working);
            if (batch.Count > 0)
                await SettleAsync(batch);
            Interlocked.Decrement(ref _working);
            batch.Clear();
        }
    }

    private async Task SettleAsync(IReadOnlyList<Waiting> batch)
    {
        var failure = await TryProcessAsync(batch);
        if (failure is null)
            return;
        LogBatchFailed(_logger, failure, _options.Name, batch.Count);
        if (batch.Count == 1 || DatabaseFailures.IsUnreachable(failure))
        {
            foreach (var waiting in batch)
                waiting.Done.TrySetException(new LaneFailedException(Name, failure));
            return;
        }

        foreach (var waiting in batch)
        {
            if (await TryProcessAsync([waiting]) is { } alone)
                waiting.Done.TrySetException(new LaneFailedException(Name, alone));
        }
    }

    // The lane is where a batch's failure ends, so here, as in the job runner, every exception is caught and handed to whom it concerns.
    private async Task<Exception?> TryProcessAsync(IReadOnlyList<Waiting> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var results = await _process([.. batch.Select(waiting => waiting.Item)], CancellationToken.None);
                for (var i = 0; i < batch.Count; i++)
                    batch[i].Done.TrySetResult(results[i]);
                return null;
            }
            catch (Exception failure) when (attempt < AttemptsMax && DatabaseFailures.IsPassing(failure))
            {
                await Task.Delay(Random.Shared.Next(RetryDelayMsMax) * attempt);
            }
            catch (Exception failure)
            {
                return failure;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Lane}: a batch of {Count} failed")]
    private static partial void LogBatchFailed(ILogger logger, Exception failure, string lane, int count);

    private sealed class Waiting(TItem item)
    {
        public TItem Item { get; } = item;

        // Continuations leave the worker: it must not answer HTTP requests between two batches.
        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
