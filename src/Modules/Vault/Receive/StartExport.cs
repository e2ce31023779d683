using Diner.Data.Audit;
using Diner.Data.LongWork;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Keys;
using Diner.Vault.Pools;

namespace Diner.Vault.Receive;

/// <summary>Unsold keys that somebody wants as a file.</summary>
/// <param name="Pool">Which.</param>
/// <param name="Title">What the variant is called.</param>
/// <param name="Why">The reason: 1 to 500 characters.</param>
/// <param name="Permission">Who has it may see the work.</param>
public sealed record ExportRequest(KeyPool Pool, string Title, string Why, string Permission)
{
    /// <summary>How the keys are written.</summary>
    public ExportFormat Format { get; init; }
}

/// <summary>Starts an export as long work. Whoever calls has checked that the person may, and has proved it again just now.</summary>
public sealed class StartExport(Database database, StartWork start, AuditTrail audit, TimeProvider clock)
{
    private const int WhyCharsMax = 500;

    private readonly KeyTurns _turns = new(clock);

    /// <summary>
    /// The work. Fails with <see cref="ProblemCode.InvalidRequest"/> without a reason, <see cref="ProblemCode.TooManyRequests"/> after five exports
    /// of one person within an hour, which the audit trail keeps, or as <see cref="StartWork"/> does.
    /// </summary>
    public async Task<Result<WorkId>> RunAsync(Actor actor, ExportRequest request, CancellationToken ct)
    {
        var why = request.Why.Trim();
        if (why.Length is 0 or > WhyCharsMax)
            return new Problem(ProblemCode.InvalidRequest, $"Say why, in at most {WhyCharsMax} characters.", "why");
        await using var work = await database.BeginAsync(ct);
        if (!await _turns.TryTakeAsync(work, actor, KeyAct.Export, ct))
        {
            await audit.AddAsync(work, actor, new PoolDeed("keys.export_refused", request.Pool).ToEntry() with { Succeeded = false, Why = why }, ct);
            await work.CommitAsync(CancellationToken.None);
            return KeyTurns.Refusal(KeyAct.Export);
        }

        var started = await start.AddAsync(
            work,
            actor,
            new NewWork(KeyWork.Export, request.Title, request.Permission)
            {
                Shop = request.Pool.ShopId,
                Arguments = new ExportArguments(request.Pool.VariantId.Value, why, request.Format),
                IsSecret = true,
            },
            ct);
        if (started.IsOk)
            await work.CommitAsync(CancellationToken.None);
        return started;
    }
}
