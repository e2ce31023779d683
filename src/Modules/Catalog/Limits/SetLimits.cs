using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Limits;

/// <summary>Sets how much a merchant may have. The caller knows that there is such a merchant: merchants are not the catalog's.</summary>
public sealed class SetLimits(Database database, AuditTrail audit)
{
    /// <summary>The limits as they are now; <see cref="ProblemCode.InvalidRequest"/> with the field when a number is none from 0 to a thousand million.</summary>
    public async Task<Result<MerchantLimits>> RunAsync(Actor actor, MerchantId merchant, string name, MerchantLimits limits, CancellationToken ct)
    {
        if ((Check(limits.ShopsMax, "shops_max") ?? Check(limits.ProductsMax, "products_max") ?? Check(limits.KeysMax, "keys_max")) is { } problem)
            return problem;
        await using var work = await database.BeginAsync(ct);
        var row = await work.Db.Set<MerchantLimitsRow>().SingleOrDefaultAsync(l => l.MerchantId == merchant, ct);
        var before = row?.View ?? MerchantLimits.None;
        if (before == limits)
            return limits;
        if (row is null)
            work.Db.Add(row = new MerchantLimitsRow { MerchantId = merchant });
        (row.ShopsMax, row.ProductsMax, row.KeysMax) = (limits.ShopsMax, limits.ProductsMax, limits.KeysMax);
        await audit.AddAsync(work, actor, new AuditEntry("merchant.limits_set", name) { Merchant = merchant, SubjectId = merchant.Value, Before = before, After = limits }, ct);
        await work.CommitAsync(ct);
        return limits;
    }

    private static Problem? Check(long? number, string field) => number is null or (>= 0 and <= MerchantLimits.NumberMax)
        ? null
        : Editing.Check.Refuse(field, $"Choose a whole number from 0 to {MerchantLimits.NumberMax}, or none.");
}
