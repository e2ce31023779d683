using System.Text.Json;
using Diner.Data.Audit;
using Diner.Data.Files;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Data.LongWork;

/// <summary>One attempt at a piece of long work: what is to be done, for whom, and whom to tell how far it is.</summary>
public sealed class WorkRun
{
    private static readonly SqlText Hold = new(
        "select id from data_work where id = $1 and lease_id = $2 and state = 1 for update",
        "select id from data_work where id = $1 and lease_id = $2 and state = 1");

    // What holds keys does not lie about.
    private static readonly TimeSpan SecretKeptFor = TimeSpan.FromHours(1);

    private readonly WorkRow _row;
    private readonly SealedFiles _files;
    private WorkProgress _progress = new(0, 0, "");

    internal WorkRun(WorkRow row, SealedFiles files) => (_row, _files) = (row, files);

    /// <summary>Which piece.</summary>
    public WorkId Id => _row.Id;

    /// <summary>Who started it: the use cases it calls write them into the audit trail.</summary>
    public Actor Actor => _row.Actor;

    /// <summary>Whose it is; null for the house's own.</summary>
    public MerchantId? Merchant => _row.MerchantId;

    /// <summary>The shop; null when it is not about one.</summary>
    public ShopId? Shop => _row.ShopId;

    internal WorkRow Row => _row;

    internal WorkProgress Progress => Volatile.Read(ref _progress);

    internal SealedFileWriter? Output { get; private set; }

    /// <summary>What <see cref="NewWork.Arguments"/> was.</summary>
    public T Arguments<T>() => JsonSerializer.Deserialize<T>(_row.Arguments, JsonSerializerOptions.Web) ?? throw new InvariantException($"{_row.Kind} has arguments");

    /// <summary>The file it was given. Dispose it.</summary>
    public async Task<Stream> OpenInputAsync(CancellationToken ct) =>
        _row.InputFileId is { } file && await _files.OpenReadAsync(file, ct) is { } stream ? stream : throw new InvariantException($"the input of {_row.Kind} is there while it runs");

    /// <summary>A file for what comes of it, at most one; it is completed here and offered for download once the work is done.</summary>
    public async Task<Stream> CreateOutputAsync(string name, string contentType, CancellationToken ct)
    {
        Invariant.Require(Output is null, "work has one output");
        return Output = await _files.CreateAsync(new NewFile(_row.ShopId, name, contentType) { KeepFor = _row.IsSecret ? SecretKeptFor : NewFile.KeptByDefault }, ct);
    }

    /// <summary>Says how far it is. Cheap, from any thread, as often as one likes: what was said last is stored about once a second.</summary>
    /// <param name="done">So many.</param>
    /// <param name="total">Of so many; 0 while that is not known.</param>
    /// <param name="message">What is being done, as a key of the texts <c>Stage_…</c> or a plain word; or empty.</param>
    public void Report(long done, long total, string message) => Volatile.Write(ref _progress, new WorkProgress(done, total, message));

    /// <summary>
    /// Locks the piece in the transaction that writes what came of it, so that nobody else can have taken it over before the commit.
    /// </summary>
    /// <exception cref="OperationCanceledException">Another node has it. Nothing may be written.</exception>
    public async Task HoldAsync(UnitOfWork work, CancellationToken ct)
    {
        var batch = work.NewBatch();
        var held = batch.Read(Hold, row => row.Guid(0), _row.Id.Value, _row.LeaseId);
        await batch.SendAsync(ct);
        if (held.Rows.Count == 0)
            throw new OperationCanceledException("Another node has taken this work over.");
    }
}

/// <summary>How far it is.</summary>
internal sealed record WorkProgress(long Done, long Total, string Message);
