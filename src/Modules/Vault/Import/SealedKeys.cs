using System.Buffers;
using System.Security.Cryptography;
using Diner.Data.Secrets;
using Diner.Kernel;
using Diner.Vault.Sealing;

namespace Diner.Vault.Import;

/// <summary>A chunk of keys on their way into the vault, in three buffers: nothing is allocated per key.</summary>
internal sealed class SealedKeys : IDisposable
{
    private readonly byte[] _secrets;
    private readonly byte[] _fingerprints;
    private readonly int[] _ends;

    private SealedKeys(KeyId[] ids, int secretBytes)
    {
        Ids = ids;
        _ends = new int[ids.Length];
        _secrets = ArrayPool<byte>.Shared.Rent(secretBytes);
        _fingerprints = ArrayPool<byte>.Shared.Rent(ids.Length * KeySealer.FingerprintBytes);
    }

    public KeyId[] Ids { get; }

    public int Count => Ids.Length;

    /// <summary>Seals the plaintexts, one for each id.</summary>
    public static SealedKeys Seal(KeySealer sealer, ImportRequest pool, KeyId[] ids, PlainKeys plain)
    {
        var keys = new SealedKeys(ids, plain.Written + (ids.Length * Sealed.Overhead));
        var nonces = RandomNumberGenerator.GetBytes(ids.Length * Sealed.NonceBytes);
        var end = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            var stored = keys._secrets.AsSpan(end, plain[i].Length + Sealed.Overhead);
            nonces.AsSpan(i * Sealed.NonceBytes, Sealed.NonceBytes).CopyTo(stored);
            sealer.Seal(new KeyPlace(pool.ShopId, pool.VariantId, ids[i]), plain[i], stored);
            sealer.Fingerprint(plain[i], keys._fingerprints.AsSpan(i * KeySealer.FingerprintBytes, KeySealer.FingerprintBytes));
            keys._ends[i] = end += stored.Length;
        }

        return keys;
    }

    public ReadOnlyMemory<byte> Secret(int index) => _secrets.AsMemory((index == 0 ? 0 : _ends[index - 1]).._ends[index]);

    public ReadOnlyMemory<byte> Fingerprint(int index) => _fingerprints.AsMemory(index * KeySealer.FingerprintBytes, KeySealer.FingerprintBytes);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_secrets);
        ArrayPool<byte>.Shared.Return(_fingerprints);
    }
}
