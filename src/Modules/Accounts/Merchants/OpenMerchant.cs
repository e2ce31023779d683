using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Accounts.Merchants;

/// <summary>Admits a merchant. Its owner is invited with <see cref="Invitations.InviteStaff"/>, its shops are opened in the catalog.</summary>
public sealed class OpenMerchant(Database database, AuditTrail audit, IdSource ids, TimeProvider clock)
{
    /// <summary>Characters of the longest name.</summary>
    public const int NameCharsMax = 80;

    /// <summary>The merchant's id; <see cref="ProblemCode.InvalidRequest"/> when the name is empty or too long.</summary>
    public async Task<Result<MerchantId>> RunAsync(Actor actor, string name, CancellationToken ct)
    {
        var trimmed = name.Trim();
        if (trimmed.Length is 0 or > NameCharsMax)
            return new Problem(ProblemCode.InvalidRequest, $"Name the merchant in 1 to {NameCharsMax} characters.", "name");
        var merchant = new Merchant { Id = ids.Next<MerchantId>(), Name = trimmed, CreatedAt = clock.GetUtcNow() };
        await using var work = await database.BeginAsync(ct);
        work.Db.Add(merchant);
        await audit.AddAsync(work, actor, new AuditEntry("merchant.opened", trimmed) { Merchant = merchant.Id, SubjectId = merchant.Id.Value }, ct);
        await work.CommitAsync(ct);
        return merchant.Id;
    }
}
