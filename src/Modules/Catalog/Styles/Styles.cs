using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Styles;

/// <summary>Finds style sheets by their address. An address names a content, so what it answers never changes.</summary>
public sealed class Styles(Database database)
{
    private const string Ending = ".css";
    private const int HashLength = 64;

    /// <summary>The address of a sheet.</summary>
    /// <param name="hash">As the shop has it.</param>
    public static string AddressOf(string hash) => $"/styles/{hash}{Ending}";

    /// <summary>The sheet of that file name; null when there is none.</summary>
    public Task<string?> FindAsync(string name, CancellationToken ct) =>
        name.EndsWith(Ending, StringComparison.Ordinal) ? ReadAsync(name[..^Ending.Length], ct) : Task.FromResult<string?>(null);

    /// <summary>The sheet of that hash; null when there is none.</summary>
    public async Task<string?> ReadAsync(string hash, CancellationToken ct)
    {
        if (hash.Length != HashLength || !hash.All(char.IsAsciiHexDigitLower))
            return null;
        await using var db = database.Read();
        return await db.Set<StyleRow>().Where(s => s.Hash == hash).Select(s => s.Css).SingleOrDefaultAsync(ct);
    }
}
