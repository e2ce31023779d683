using System.Security.Cryptography;
using System.Text;
using Diner.Data.Secrets;
using Diner.Kernel;
using Diner.Vault.Keys;

namespace Diner.Vault.Sealing;

/// <summary>Where a key belongs. Its ciphertext opens there and nowhere else.</summary>
internal readonly record struct KeyPlace(ShopId ShopId, VariantId VariantId, KeyId KeyId)
{
    public const int Bytes = 48;

    public void WriteTo(Span<byte> associatedData)
    {
        ShopId.Value.TryWriteBytes(associatedData, bigEndian: true, out _);
        VariantId.Value.TryWriteBytes(associatedData[16..], bigEndian: true, out _);
        KeyId.Value.TryWriteBytes(associatedData[32..], bigEndian: true, out _);
    }
}

/// <summary>
/// Seals and opens the keys of one shop, and makes their fingerprints: the first 16 bytes of HMAC-SHA-256 of the text.
/// Not thread-safe: one per worker or operation. It is cheap to make and keeps its cipher and hash for the next key.
/// </summary>
internal sealed class KeySealer(byte[] sealKey, byte[] fingerprintKey) : IDisposable
{
    public const int FingerprintBytes = 16;

    private readonly AesGcm _cipher = Sealed.Cipher(sealKey);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, fingerprintKey);

    public byte[] Seal(KeyPlace place, ReadOnlySpan<byte> plaintext)
    {
        Span<byte> associated = stackalloc byte[KeyPlace.Bytes];
        place.WriteTo(associated);
        return Sealed.Seal(_cipher, plaintext, associated);
    }

    /// <summary>Seals into place, behind a fresh nonce; see <see cref="Sealed.Seal(AesGcm, ReadOnlySpan{byte}, ReadOnlySpan{byte}, Span{byte})"/>.</summary>
    public void Seal(KeyPlace place, ReadOnlySpan<byte> plaintext, Span<byte> stored)
    {
        Span<byte> associated = stackalloc byte[KeyPlace.Bytes];
        place.WriteTo(associated);
        Sealed.Seal(_cipher, plaintext, associated, stored);
    }

    /// <exception cref="CryptographicException">The row was swapped or changed.</exception>
    public byte[] Open(KeyPlace place, ReadOnlySpan<byte> secret)
    {
        Span<byte> associated = stackalloc byte[KeyPlace.Bytes];
        place.WriteTo(associated);
        return Sealed.Open(_cipher, secret, associated);
    }

    public byte[] Fingerprint(ReadOnlySpan<byte> plaintext)
    {
        var fingerprint = new byte[FingerprintBytes];
        Fingerprint(plaintext, fingerprint);
        return fingerprint;
    }

    public void Fingerprint(ReadOnlySpan<byte> plaintext, Span<byte> fingerprint)
    {
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _hash.AppendData(KeyText.TextOf(plaintext));
        _hash.GetHashAndReset(full);
        full[..FingerprintBytes].CopyTo(fingerprint);
    }

    public byte[] Fingerprint(string text) => Fingerprint(Encoding.UTF8.GetBytes(text));

    public void Dispose()
    {
        _cipher.Dispose();
        _hash.Dispose();
    }
}
