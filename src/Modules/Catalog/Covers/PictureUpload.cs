using System.Security.Cryptography;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Catalog.Covers;

/// <summary>What every upload of a picture shares: how much of it is read, and where what we drew is kept.</summary>
public static class PictureUpload
{
    /// <summary>Bytes of an upload at most; no more than one byte beyond is ever read.</summary>
    public const int BytesMax = 5 * 1024 * 1024;

    private const int BufferBytes = 64 * 1024;

    /// <summary>The bytes; null when there are too many.</summary>
    internal static async Task<byte[]?> ReadAsync(Stream upload, CancellationToken ct)
    {
        using var file = new MemoryStream();
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await upload.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, BytesMax + 1 - (int)file.Length)), ct)) > 0)
        {
            file.Write(buffer, 0, read);
            if (file.Length > BytesMax)
                return null;
        }

        return file.ToArray();
    }

    /// <summary>Keeps the two pictures under their content and says their address.</summary>
    internal static async Task<string> StoreAsync(UnitOfWork work, ShopId shop, PressedCover picture, DateTimeOffset now, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(picture.Large));
        await work.RunAsync(
            "insert into catalog_covers (hash, shop_id, large, small, created_at) values ($1, $2, $3, $4, $5) on conflict (hash) do nothing",
            ct, hash, shop.Value, picture.Large, picture.Small, now);
        return Covers.AddressOf(hash);
    }
}
