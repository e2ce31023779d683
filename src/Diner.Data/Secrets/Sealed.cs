using System.Security.Cryptography;

namespace Diner.Data.Secrets;

/// <summary>
/// AES-256-GCM (NIST SP 800-38D) in one layout: 12 bytes of random nonce, ciphertext, 16 bytes of tag.
/// The associated data ties a ciphertext to its place; moved elsewhere it does not open.
/// </summary>
public static class Sealed
{
    private const int TagBytes = 16;

    /// <summary>Bytes of a nonce.</summary>
    public const int NonceBytes = 12;

    /// <summary>Bytes a sealed value is longer than its plaintext.</summary>
    public const int Overhead = NonceBytes + TagBytes;

    /// <summary>Encrypts under a key of 32 bytes.</summary>
    public static byte[] Seal(AesGcm cipher, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        var stored = new byte[plaintext.Length + Overhead];
        RandomNumberGenerator.Fill(stored.AsSpan(0, NonceBytes));
        Seal(cipher, plaintext, associatedData, stored);
        return stored;
    }

    /// <summary>
    /// Encrypts into place, for whoever seals thousands at once: <paramref name="stored"/> is <see cref="Overhead"/> longer than the
    /// plaintext and begins with a nonce of <see cref="NonceBytes"/> fresh random bytes.
    /// </summary>
    public static void Seal(AesGcm cipher, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, Span<byte> stored) =>
        cipher.Encrypt(stored[..NonceBytes], plaintext, stored[NonceBytes..^TagBytes], stored[^TagBytes..], associatedData);

    /// <summary>Decrypts.</summary>
    /// <exception cref="CryptographicException">The key is another one, or the bytes or their place were changed.</exception>
    public static byte[] Open(AesGcm cipher, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> associatedData)
    {
        if (stored.Length < Overhead)
            throw new CryptographicException("The sealed value is too short.");
        var plaintext = new byte[stored.Length - Overhead];
        cipher.Decrypt(stored[..NonceBytes], stored[NonceBytes..^TagBytes], stored[^TagBytes..], plaintext, associatedData);
        return plaintext;
    }

    /// <summary>A cipher for that key. Not thread-safe in use: one per operation or per worker.</summary>
    public static AesGcm Cipher(ReadOnlySpan<byte> key) => new(key, TagBytes);
}
