using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Diner.Data.Sql;
using Diner.Data.Storage;

namespace Diner.Data.Secrets;

/// <summary>
/// Named secrets of 32 random bytes, each wrapped by the master key and stored once. Everything derives from these, never from the
/// master key itself, so a new master key re-wraps a few rows and changes nothing else.
/// </summary>
public sealed class KeyRing(Database database, MasterKey master, TimeProvider clock)
{
    private const int SecretBytes = 32;

    private static readonly SqlText Find = "select wrapped from data_secrets where name = $1";
    private static readonly SqlText Add = "insert into data_secrets (name, wrapped, created_at) values ($1, $2, $3) on conflict do nothing";

    private readonly ConcurrentDictionary<string, byte[]> _secrets = new();

    /// <summary>The secret of that name; made on first use. Two processes that make it at once get the same one.</summary>
    public async ValueTask<byte[]> GetAsync(string name, CancellationToken ct)
    {
        if (_secrets.TryGetValue(name, out var known))
            return known;
        var wrapped = await FindOrAddAsync(name, ct);
        using var cipher = Sealed.Cipher(master.Bytes);
        try
        {
            return _secrets.GetOrAdd(name, Sealed.Open(cipher, wrapped, Encoding.UTF8.GetBytes(name)));
        }
        catch (CryptographicException)
        {
            throw new CryptographicException($"The secret '{name}' does not open with this master key. Use the master key file this database was made with.");
        }
    }

    /// <summary>A key for one purpose, derived from a named secret with HKDF-SHA-256 (RFC 5869).</summary>
    public async ValueTask<byte[]> DeriveAsync(string name, string purpose, CancellationToken ct) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, await GetAsync(name, ct), SecretBytes, info: Encoding.UTF8.GetBytes(purpose));

    private async Task<byte[]> FindOrAddAsync(string name, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        using var cipher = Sealed.Cipher(master.Bytes);
        var batch = work.NewBatch();
        batch.Run(Add, name, Sealed.Seal(cipher, RandomNumberGenerator.GetBytes(SecretBytes), Encoding.UTF8.GetBytes(name)), clock.GetUtcNow());
        var found = batch.Read(Find, row => row.Bytes(0), name);
        await batch.SendAndCommitAsync(ct);
        return found.Rows[0];
    }
}
