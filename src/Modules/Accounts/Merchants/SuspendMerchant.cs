using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Accounts.Merchants;

/// <summary>
/// Suspends a merchant, or lets it trade again. The merchant reads the reason. Closing its shops is the catalog's: whoever calls this does
/// both.
/// </summary>
public sealed class SuspendMerchant(Database database, Merchants merchants, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Characters of the longest reason.</summary>
    public const int ReasonCharsMax = 500;

    private static readonly SqlText Suspend = "update accounts_merchants set suspended_at = $2, suspended_why = $3 where id = $1 and suspended_at is null";
    private static readonly SqlText Resume = "update accounts_merchants set suspended_at = null, suspended_why = '' where id = $1 and suspended_at is not null";

    /// <summary>
    /// The merchant as it is now; again changes nothing. <see cref="ProblemCode.NotFound"/> when there is none,
    /// <see cref="ProblemCode.InvalidRequest"/> without a reason, <see cref="ProblemCode.WrongState"/> for the house's own merchant.
    /// </summary>
    public Task<Result<MerchantView>> RunAsync(Actor actor, MerchantId id, string reason, CancellationToken ct) => reason.Trim().Length is 0 or > ReasonCharsMax
        ? Task.FromResult<Result<MerchantView>>(new Problem(ProblemCode.InvalidRequest, $"Say why, in 1 to {ReasonCharsMax} characters: the merchant reads it.", "why"))
        : ChangeAsync(actor, id, "merchant.suspended", reason.Trim(), ct);

    /// <summary>Lets it trade again; answers like <see cref="RunAsync"/>.</summary>
    public Task<Result<MerchantView>> ResumeAsync(Actor actor, MerchantId id, CancellationToken ct) => ChangeAsync(actor, id, "merchant.resumed", "", ct);

    private async Task<Result<MerchantView>> ChangeAsync(Actor actor, MerchantId id, string action, string reason, CancellationToken ct)
    {
        if (await merchants.FindAsync(id, ct) is not { } found)
            return new Problem(ProblemCode.NotFound, "There is no such merchant.");
        if (id == MerchantId.House)
            return new Problem(ProblemCode.WrongState, "The house's own merchant is not suspended.");
        await using (var work = await database.BeginAsync(ct))
        {
            var changed = reason.Length > 0
                ? await work.RunAsync(Suspend, ct, id.Value, clock.GetUtcNow(), reason)
                : await work.RunAsync(Resume, ct, id.Value);
            if (changed == 1)
                await audit.AddAsync(work, actor, new AuditEntry(action, found.Name) { Merchant = id, SubjectId = id.Value, Why = reason }, ct);
            await work.CommitAsync(ct);
        }

        return (await merchants.FindAsync(id, CancellationToken.None))!;
    }
}
