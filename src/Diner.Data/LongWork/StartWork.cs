using System.Text.Json;
using Diner.Data.Audit;
using Diner.Data.Files;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Data.LongWork;

/// <summary>Long work to be done.</summary>
/// <param name="Kind">What: the name of a registered <see cref="ILongWork"/>.</param>
/// <param name="Title">What it is about, for a reader: a file's name, a variant's code.</param>
/// <param name="Permission">Who has this permission may see it, stop it and take its output, besides who started it.</param>
public sealed record NewWork(string Kind, string Title, string Permission)
{
    /// <summary>Whose it is; null for the house's own.</summary>
    public MerchantId? Merchant { get; init; }

    /// <summary>The shop, when it is about one.</summary>
    public ShopId? Shop { get; init; }

    /// <summary>A record, stored as JSON. It stays in the table: no secrets.</summary>
    public object? Arguments { get; init; }

    /// <summary>A complete file of the same shop to read. It is deleted once the work is done.</summary>
    public FileId? Input { get; init; }

    /// <summary>
    /// Its output holds keys: it is given once, within an hour, to who started it, after a fresh second factor.
    /// </summary>
    public bool IsSecret { get; init; }
}

/// <summary>Puts long work into the queue.</summary>
public sealed class StartWork(Database database, AuditTrail audit, IdSource ids, TimeProvider clock)
{
    /// <summary>Pieces of one shop that may be open at a time.</summary>
    public const int OpenPerShopMax = 20;

    private const int TitleCharsMax = 200;

    /// <summary>The id to follow it by; <see cref="ProblemCode.LimitReached"/> when the shop has too much in the queue.</summary>
    public async Task<Result<WorkId>> RunAsync(Actor actor, NewWork request, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var started = await AddAsync(work, actor, request, ct);
        if (started.IsOk)
            await work.CommitAsync(ct);
        return started;
    }

    /// <summary>The same in the caller's transaction. Call it last, as one calls the audit trail.</summary>
    public async Task<Result<WorkId>> AddAsync(UnitOfWork work, Actor actor, NewWork request, CancellationToken ct)
    {
        if (request.Shop is { } shop && await work.Db.Set<WorkRow>().CountAsync(r => r.ShopId == shop && r.State <= WorkState.Running, ct) >= OpenPerShopMax)
            return new Problem(ProblemCode.LimitReached, $"{OpenPerShopMax} jobs of this shop are waiting or running. Wait until one is done.");
        if (request.Input is { } input)
            Invariant.Require(await work.Db.Set<FileRow>().AnyAsync(f => f.Id == input && f.ShopId == request.Shop && f.IsComplete, ct), "the input is a complete file of the same shop");
        var now = clock.GetUtcNow();
        var row = new WorkRow
        {
            Id = ids.Next<WorkId>(),
            Kind = request.Kind,
            Title = request.Title.Length <= TitleCharsMax ? request.Title : request.Title[..TitleCharsMax],
            Arguments = request.Arguments is null ? "{}" : JsonSerializer.Serialize(request.Arguments, request.Arguments.GetType(), JsonSerializerOptions.Web),
            Permission = request.Permission,
            IsSecret = request.IsSecret,
            MerchantId = request.Merchant,
            ShopId = request.Shop,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            ActorName = actor.Name,
            Address = actor.Address,
            InputFileId = request.Input,
            CreatedAt = now,
            DueAt = now,
        };
        work.Db.Add(row);
        await audit.AddAsync(work, actor, WorkAudit.Entry("work.started", row), ct);
        return row.Id;
    }
}

/// <summary>How the audit trail names long work.</summary>
internal static class WorkAudit
{
    public static AuditEntry Entry(string action, WorkRow row) =>
        new(action, $"{row.Kind} {row.Title}".TrimEnd()) { Merchant = row.MerchantId, Shop = row.ShopId, SubjectId = row.Id.Value };
}
