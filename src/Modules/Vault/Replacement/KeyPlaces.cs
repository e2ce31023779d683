using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Replacement;

/// <summary>Keeps keys in their places: a key that took a bad one's place stands where that one stood, so "the second key" stays the second.</summary>
internal static class KeyPlaces
{
    /// <summary>Keys by id, which is the order of the file they came from; those that replaced another by that one's id.</summary>
    public static List<T> Sort<T>(IEnumerable<T> keys, Func<T, KeyId> idOf, IReadOnlyList<(KeyId Old, KeyId New)> replaced)
    {
        var before = replaced.ToDictionary(r => r.New, r => r.Old);
        return [.. keys.OrderBy(key => FirstOf(idOf(key), before).Value.ToString("D"), StringComparer.Ordinal)];
    }

    /// <summary>What was exchanged for what in an order.</summary>
    public static async Task<IReadOnlyList<(KeyId Old, KeyId New)>> ReadAsync(DinerDb db, OrderId order, CancellationToken ct) =>
        [.. (await db.Set<Replacement>().Where(r => r.OrderId == order).Select(r => new { r.OldKeyId, r.NewKeyId }).ToListAsync(ct)).Select(r => (r.OldKeyId, r.NewKeyId))];

    // A chain is as long as the number of replacements at most; it has no ring, since a key that was replaced is never given again.
    private static KeyId FirstOf(KeyId key, Dictionary<KeyId, KeyId> before)
    {
        while (before.TryGetValue(key, out var old))
            key = old;
        return key;
    }
}
