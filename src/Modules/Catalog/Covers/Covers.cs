using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Covers;

/// <summary>Finds covers by their address. An address names a content, so what it answers never changes.</summary>
public sealed class Covers(Database database)
{
    private const string Root = "/covers/";
    private const string Ending = ".webp";
    private const string SmallMark = "-s";
    private const int HashLength = 64;

    /// <summary>The address of the small picture, for an address of a cover of ours; any other address as it is.</summary>
    public static string SmallOf(string address) => IsOurs(address) ? address[..^Ending.Length] + SmallMark + Ending : address;

    /// <summary>True for an address that we made.</summary>
    public static bool IsOurs(string address) =>
        address.Length == Root.Length + HashLength + Ending.Length && address.StartsWith(Root, StringComparison.Ordinal) && address.EndsWith(Ending, StringComparison.Ordinal);

    internal static string AddressOf(string hash) => Root + hash + Ending;

    /// <summary>The picture of that file name, WebP; null when there is none.</summary>
    public async Task<byte[]?> FindAsync(string name, CancellationToken ct)
    {
        if (!name.EndsWith(Ending, StringComparison.Ordinal))
            return null;
        var stem = name[..^Ending.Length];
        var isSmall = stem.EndsWith(SmallMark, StringComparison.Ordinal);
        var hash = isSmall ? stem[..^SmallMark.Length] : stem;
        if (hash.Length != HashLength || !hash.All(char.IsAsciiHexDigitLower))
            return null;
        await using var db = database.Read();
        return await db.Set<CoverRow>().Where(c => c.Hash == hash).Select(c => isSmall ? c.Small : c.Large).SingleOrDefaultAsync(ct);
    }
}
