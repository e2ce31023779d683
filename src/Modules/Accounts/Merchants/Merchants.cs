using System.Linq.Expressions;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Merchants;

/// <summary>A merchant as others see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="SuspendedAt">Since when it is suspended; null while it trades.</param>
/// <param name="SuspendedWhy">The reason, as the merchant reads it; empty while it trades.</param>
/// <param name="CreatedAt">Since when it is here.</param>
public sealed record MerchantView(MerchantId Id, string Name, DateTimeOffset? SuspendedAt, string SuspendedWhy, DateTimeOffset CreatedAt);

/// <summary>Looks merchants up.</summary>
public sealed class Merchants(Database database)
{
    private const int RowsMax = 200;

    private static readonly Expression<Func<Merchant, MerchantView>> View = m => new MerchantView(m.Id, m.Name, m.SuspendedAt, m.SuspendedWhy, m.CreatedAt);

    /// <summary>That merchant, or null.</summary>
    public async Task<MerchantView?> FindAsync(MerchantId id, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<Merchant>().Where(m => m.Id == id).Select(View).SingleOrDefaultAsync(ct);
    }

    /// <summary>Merchants in the order they came, after the given one.</summary>
    /// <param name="after">The last one of the page before, or null for the first page.</param>
    /// <param name="count">How many; at most 200.</param>
    /// <param name="ct">Cancels the look-up.</param>
    public async Task<IReadOnlyList<MerchantView>> ListAsync(MerchantId? after, int count, CancellationToken ct)
    {
        await using var db = database.Read();
        var merchants = db.Set<Merchant>().AsQueryable();
        if (after is { } last)
            merchants = merchants.Where(m => m.Id > last);
        return await merchants.OrderBy(m => m.Id).Take(Math.Min(count, RowsMax)).Select(View).ToListAsync(ct);
    }
}
