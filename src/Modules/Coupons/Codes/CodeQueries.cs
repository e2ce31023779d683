using System.Runtime.CompilerServices;
using Diner.Coupons.Rules;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Coupons.Codes;

/// <summary>A code of a list.</summary>
/// <param name="Code">What a buyer types.</param>
/// <param name="IsUsed">Its one use is taken.</param>
public sealed record CodeView(string Code, bool IsUsed);

/// <summary>Reads the codes of a list, in the order of their text.</summary>
public sealed class CodeQueries(Database database, AuditTrail audit)
{
    private const int PageSize = 1_000;

    /// <summary>Codes that come after <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<CodeView>> ListAsync(CouponView coupon, string after, int limit, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<CouponCode>()
            .Where(c => c.CouponId == coupon.Id && c.Code.CompareTo(after) > 0)
            .OrderBy(c => c.Code).Take(limit)
            .Select(c => new CodeView(c.Code, c.Used >= c.UsesMax)).ToListAsync(ct);
    }

    /// <summary>Every code, page by page; that somebody takes them out is in the audit trail before the first is.</summary>
    public async IAsyncEnumerable<CodeView> ExportAsync(Actor actor, ShopId shop, CouponView coupon, [EnumeratorCancellation] CancellationToken ct)
    {
        await audit.AddAsync(actor, new AuditEntry("coupon.codes_exported", coupon.Name) { Shop = shop, SubjectId = coupon.Id.Value }, ct);
        var after = "";
        IReadOnlyList<CodeView> page;
        do
        {
            page = await ListAsync(coupon, after, PageSize, ct);
            foreach (var code in page)
                yield return code;
            after = page.Count > 0 ? page[^1].Code : after;
        }
        while (page.Count == PageSize);
    }
}
