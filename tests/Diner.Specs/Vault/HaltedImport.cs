using Diner.Vault.Import;

namespace Diner.Specs.Vault;

/// <summary>An import that stops between its first two slices until it is told to go on. One that has no slices runs through.</summary>
internal sealed class HaltedImport : IAsyncDisposable
{
    private readonly TaskCompletionSource _halted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _goOn = new();
    private readonly Task<ImportSummary> _import;

    public HaltedImport(Merchant merchant, int keys)
    {
        var request = merchant.Request with { Progress = Halt };
        _import = Task.Run(() => merchant.ImportAsync(request, Merchant.Codes(keys)));
    }

    /// <summary>True when it has halted, false when it ran through.</summary>
    public async Task<bool> HaltsAsync() => await Task.WhenAny(_halted.Task, _import) == _halted.Task;

    public Task<ImportSummary> GoOnAsync()
    {
        _goOn.Set();
        return _import;
    }

    public async ValueTask DisposeAsync()
    {
        _goOn.Set();
        await _import.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _goOn.Dispose();
    }

    private void Halt(ImportProgress at)
    {
        if (at.Stored == 0)
            return;
        _halted.TrySetResult();
        _goOn.Wait();
    }
}
