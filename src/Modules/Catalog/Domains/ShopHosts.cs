using System.Collections.Frozen;
using Diner.Catalog.Shops;
using Diner.Data.Caching;
using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Domains;

/// <summary>
/// Which shop answers under which host name. All names are read together and remembered for seconds, so a made-up Host header costs a
/// look-up in memory.
/// </summary>
public sealed class ShopHosts
{
    private const int NamesMax = 20_000;

    private readonly Database _database;
    private readonly RecentValues<string, FrozenDictionary<string, string>> _slugs;

    /// <summary>Listens for changes.</summary>
    public ShopHosts(Database database, CatalogChanges changes, TimeProvider clock)
    {
        (_database, _slugs) = (database, new(clock, ReadAsync));
        changes.Changed += _ => _slugs.Forget();
    }

    /// <summary>The slug of the shop that has this host name, in any case; null when none has.</summary>
    public async ValueTask<string?> FindAsync(string host, CancellationToken ct) => (await _slugs.GetAsync("", ct))?.GetValueOrDefault(host);

    private async Task<FrozenDictionary<string, string>?> ReadAsync(string all, CancellationToken ct)
    {
        await using var db = _database.Read();
        var named = await db.Set<Shop>().Where(s => s.Domain != null).OrderBy(s => s.Id).Take(NamesMax).Select(s => new { s.Domain, s.Slug }).ToListAsync(ct);
        return named.ToFrozenDictionary(s => s.Domain!, s => s.Slug, StringComparer.OrdinalIgnoreCase);
    }
}
