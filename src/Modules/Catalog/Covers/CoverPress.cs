using Diner.Kernel;
using SkiaSharp;

namespace Diner.Catalog.Covers;

/// <summary>The two pictures made from one upload, WebP without any metadata.</summary>
internal sealed record PressedCover(byte[] Large, byte[] Small);

/// <summary>
/// Decodes an uploaded picture and makes our own from it: turned upright, cut to a square from its middle, in two sizes. The number of
/// pixels is read from the header before anything is decoded, and one picture is decoded at a time: memory stays below 200 MB.
/// </summary>
public sealed class CoverPress : IDisposable
{
    /// <summary>Pixels of an upload at most.</summary>
    public const int PixelsMax = 24_000_000;

    /// <summary>The side of the large picture, pixels.</summary>
    public const int LargeSide = 640;

    /// <summary>The side of the small picture, pixels.</summary>
    public const int SmallSide = 192;

    private const int Quality = 82;

    private readonly SemaphoreSlim _one = new(1, 1);

    internal async Task<(PressedCover? Cover, CoverOutcome Problem)> PressAsync(byte[] file, CancellationToken ct)
    {
        if (PictureFile.Problem(file) is { } problem)
            return (null, problem);
        await _one.WaitAsync(ct);
        try
        {
            return Press(file);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private static (PressedCover? Cover, CoverOutcome Problem) Press(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null)
            return (null, CoverOutcome.Broken);
        if ((long)codec.Info.Width * codec.Info.Height > PixelsMax)
            return (null, CoverOutcome.TooManyPixels);

        using var bitmap = new SKBitmap(InfoOf(codec));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) != SKCodecResult.Success)
            return (null, CoverOutcome.Broken);
        bitmap.SetImmutable();
        using var image = SKImage.FromBitmap(bitmap);
        return (new PressedCover(Draw(image, codec.EncodedOrigin, LargeSide), Draw(image, codec.EncodedOrigin, SmallSide)), CoverOutcome.Set);
    }

    // A JPEG or WebP much larger than we need is decoded at a part of its size.
    private static SKImageInfo InfoOf(SKCodec codec)
    {
        var scale = Math.Min(1f, LargeSide * 2f / Math.Min(codec.Info.Width, codec.Info.Height));
        var size = scale < 1f ? codec.GetScaledDimensions(scale) : codec.Info.Size;
        return new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());
    }

    private static byte[] Draw(SKImage image, SKEncodedOrigin origin, int side)
    {
        var (width, height) = origin >= SKEncodedOrigin.LeftTop ? (image.Height, image.Width) : (image.Width, image.Height);
        using var surface = SKSurface.Create(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        var scale = (float)side / Math.Min(width, height);
        surface.Canvas.Translate((side - width * scale) / 2, (side - height * scale) / 2);
        surface.Canvas.Scale(scale);
        surface.Canvas.Concat(Upright(origin, image.Width, image.Height));
        surface.Canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(SKEncodedImageFormat.Webp, Quality);
        return encoded.ToArray();
    }

    // Exif's eight ways to hold a camera: where a stored point (x, y) belongs.
    private static SKMatrix Upright(SKEncodedOrigin origin, float w, float h) => origin switch
    {
        SKEncodedOrigin.TopLeft => SKMatrix.Identity,
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
        _ => throw new InvariantException($"unknown orientation {origin}"),
    };
}
