using System.Buffers.Binary;
using System.Security.Cryptography;
using Diner.Data.Secrets;
using Diner.Kernel;

namespace Diner.Data.Files;

/// <summary>
/// The cipher of one file, under a key derived for it from the shop's secret. The associated data of a chunk is the file's id, its number,
/// and whether it is the last: a chunk that was moved, dropped or cut off at the end does not open.
/// </summary>
internal sealed class FileSeal : IDisposable
{
    private const int GuidBytes = 16;

    private readonly AesGcm _cipher;
    private readonly FileId _id;

    private FileSeal(AesGcm cipher, FileId id) => (_cipher, _id) = (cipher, id);

    /// <summary>Its first use for a shop writes the shop's secret in a transaction of its own: ask before a unit of work begins.</summary>
    public static async Task<FileSeal> OpenAsync(KeyRing keys, ShopId? shop, FileId id, CancellationToken ct)
    {
        var name = shop is { } known ? $"files/{known.Value:D}" : "files/house";
        return new FileSeal(Sealed.Cipher(await keys.DeriveAsync(name, $"file/{id.Value:D}", ct)), id);
    }

    public byte[] Seal(ReadOnlySpan<byte> plaintext, int number, bool isLast) => Sealed.Seal(_cipher, plaintext, Place(number, isLast));

    public byte[] Open(ReadOnlySpan<byte> stored, int number, bool isLast) => Sealed.Open(_cipher, stored, Place(number, isLast));

    public void Dispose() => _cipher.Dispose();

    private byte[] Place(int number, bool isLast)
    {
        var place = new byte[GuidBytes + sizeof(int) + 1];
        _id.Value.TryWriteBytes(place, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(place.AsSpan(GuidBytes), number);
        place[^1] = isLast ? (byte)1 : (byte)0;
        return place;
    }
}
