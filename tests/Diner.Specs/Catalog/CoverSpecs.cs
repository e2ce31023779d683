using System.IO.Compression;
using System.Text;
using Diner.Catalog.Covers;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Kernel;
using SkiaSharp;
using Xunit;

namespace Diner.Specs.Catalog;

public abstract class CoverSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private ShopBuilder Build => new(House, Ct);

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task A_picture_becomes_two_square_pictures_of_ours(SKEncodedImageFormat format)
    {
        var (shop, product) = await ProductAsync();
        Assert.Equal(CoverOutcome.Set, await SetAsync(shop, product, Pictures.Of(900, 500, format)));
        var address = (await House.Get<ProductPages>().FindByIdAsync(product, Ct))!.CoverUrl;
        foreach (var (name, side) in new[] { (address, CoverPress.LargeSide), (Covers.SmallOf(address), CoverPress.SmallSide) })
        {
            var picture = await House.Get<Covers>().FindAsync(Path.GetFileName(name), Ct);
            using var codec = SKCodec.Create(new MemoryStream(picture!));
            Assert.Equal((SKEncodedImageFormat.Webp, side, side), (codec.EncodedFormat, codec.Info.Width, codec.Info.Height));
        }
    }

    [Fact]
    public async Task What_a_camera_writes_into_a_picture_does_not_leave_the_house()
    {
        var (shop, product) = await ProductAsync();
        var jpeg = Pictures.Of(300, 300, SKEncodedImageFormat.Jpeg);
        var secret = Encoding.ASCII.GetBytes("Exif\0\0GPS 31.2304 N 121.4737 E");
        byte[] marked = [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(secret.Length + 2), .. secret, .. jpeg[2..]];
        Assert.Equal(CoverOutcome.Set, await SetAsync(shop, product, marked));
        var address = (await House.Get<ProductPages>().FindByIdAsync(product, Ct))!.CoverUrl;
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString((await House.Get<Covers>().FindAsync(Path.GetFileName(address), Ct))!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("<!doctype html><script>alert(1)</script>")]
    [InlineData("%PDF-1.7\n1 0 obj")]
    [InlineData("GIF89a")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("MZ")]
    public async Task What_is_no_picture_is_refused_whatever_it_is_called(string content)
    {
        var (shop, product) = await ProductAsync();
        Assert.Equal(CoverOutcome.NotAPicture, await SetAsync(shop, product, Encoding.Latin1.GetBytes(content)));
        Assert.Equal("", (await House.Get<ProductPages>().FindByIdAsync(product, Ct))!.CoverUrl);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task A_picture_with_another_file_behind_it_is_refused(SKEncodedImageFormat format)
    {
        var (shop, product) = await ProductAsync();
        Assert.Equal(CoverOutcome.TwoThings, await SetAsync(shop, product, [.. Pictures.Of(80, 80, format), .. Pictures.Zip()]));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task A_picture_that_is_cut_off_is_refused(SKEncodedImageFormat format)
    {
        var (shop, product) = await ProductAsync();
        var whole = Pictures.Of(200, 200, format);
        Assert.Equal(CoverOutcome.Broken, await SetAsync(shop, product, whole[..(whole.Length / 2)]));
    }

    [Fact]
    public async Task A_few_kilobytes_that_would_unfold_to_gigabytes_are_refused_before_they_do()
    {
        var (shop, product) = await ProductAsync();
        var bomb = Pictures.PngHeader(60_000, 60_000);
        var before = GC.GetTotalAllocatedBytes();
        Assert.Equal(CoverOutcome.TooManyPixels, await SetAsync(shop, product, bomb));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public async Task Two_gigabytes_are_refused_after_reading_the_limit()
    {
        var (shop, product) = await ProductAsync();
        await using var endless = new Endless();
        Assert.Equal(CoverOutcome.TooLarge, await House.Get<SetCover>().RunAsync(ShopBuilder.Us, new CoverOf(shop.Id, product), endless, Ct));
        Assert.Equal(PictureUpload.BytesMax + 1, endless.Given);
    }

    [Fact]
    public async Task Another_shops_product_is_not_there()
    {
        var (_, product) = await ProductAsync();
        var other = await Build.ShopAsync("other");
        Assert.Equal(CoverOutcome.Gone, await SetAsync(other, product, Pictures.Of(80, 80, SKEncodedImageFormat.Png)));
    }

    [Theory]
    [InlineData("../secret.webp")]
    [InlineData("a.webp")]
    [InlineData("")]
    public async Task What_is_no_name_of_a_cover_is_not_found(string name) => Assert.Null(await House.Get<Covers>().FindAsync(name, Ct));

    private async Task<(ShopView Shop, ProductId Product)> ProductAsync()
    {
        var shop = await Build.ShopAsync();
        return (shop, await Build.ProductAsync(shop, "sale"));
    }

    private Task<CoverOutcome> SetAsync(ShopView shop, ProductId product, byte[] file) =>
        House.Get<SetCover>().RunAsync(ShopBuilder.Us, new CoverOf(shop.Id, product), new MemoryStream(file), Ct);

    private sealed class Endless : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}

public sealed class CoversOnSqlite() : CoverSpecs(DatabaseKind.Sqlite);

public sealed class CoversOnPostgres() : CoverSpecs(DatabaseKind.Postgres);

/// <summary>Pictures, honest and not.</summary>
internal static class Pictures
{
    public static byte[] Of(int width, int height, SKEncodedImageFormat format)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.DarkOrange);
        surface.Canvas.DrawCircle(width / 2f, height / 2f, height / 3f, new SKPaint { Color = SKColors.DarkSlateBlue, IsAntialias = true });
        using var data = surface.Snapshot().Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>A square PNG that does not pack.</summary>
    public static byte[] Noise(int side)
    {
        using var bitmap = new SKBitmap(side, side, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var random = new Random(1);
        bitmap.Pixels = [.. Enumerable.Range(0, side * side).Select(_ => new SKColor((uint)random.Next() | 0xFF000000u))];
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public static byte[] Zip()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            zip.CreateEntry("x.txt");
        return file.ToArray();
    }

    /// <summary>A PNG that announces a size and has a handful of packed zeros.</summary>
    public static byte[] PngHeader(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(new byte[1 << 20]);
        byte[] header = [.. BigEndian(width), .. BigEndian(height), 1, 0, 0, 0, 0];
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. data];
        return [.. BigEndian(data.Length), .. named, .. BigEndian(unchecked((int)Crc(named)))];
    }

    private static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static uint Crc(byte[] bytes) => ~bytes.Aggregate(0xFFFFFFFFu, (crc, b) =>
    {
        crc ^= b;
        for (var bit = 0; bit < 8; bit++)
            crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        return crc;
    });
}
