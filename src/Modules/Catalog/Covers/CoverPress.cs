using Diner.Kernel;
using SkiaSharp;

namespace Diner.Catalog.Covers;

/// <summary>The two pictures made from one upload, WebP without any metadata.</summary>
internal sealed record PressedCover(byte[] Large, byte[] Small)
{
    /// <summary>Width by height of the picture.</summary>
    public double Shape { get; init; } = 1;

    /// <summary>How wide it is when it is that high, at least one pixel.</summary>
    public int WidthAt(int height) => Math.Max(1, (int)Math.Round(height * Shape));
}

/// <summary>
/// Decodes an uploaded picture and makes our own from it, turned upright, in two sizes: a cover is cut to a square from its middle, a logo
/// is kept whole. The number of pixels is read from the header before anything is decoded, and one picture is decoded at a time: memory stays below 200 MB.
/// </summary>
public sealed class CoverPress : IDisposable
{
    /// <summary>Pixels of an upload at most.</summary>
    public const int PixelsMax = 24_000_000;

    /// <summary>The side of the large picture, pixels.</summary>
    public const int LargeSide = 640;

    /// <summary>The side of the small picture, pixels.</summary>
    public const int SmallSide = 192;

    /// <summary>The height a logo has at most, pixels.</summary>
    public const int LogoHeightMax = 160;

    /// <summary>How much wider than high a logo may be before it becomes lower.</summary>
    public const int LogoShapeMax = 4;

    private const int LogoSmallHeightMax = 64;
    private const int Quality = 82;

    private readonly SemaphoreSlim _one = new(1, 1);

    internal Task<(PressedCover? Cover, CoverOutcome Problem)> PressAsync(byte[] file, CancellationToken ct) =>
        PressAsync(file, picture => new PressedCover(picture.Square(LargeSide), picture.Square(SmallSide)), ct);

    internal Task<(PressedCover? Cover, CoverOutcome Problem)> PressLogoAsync(byte[] file, CancellationToken ct) =>
        PressAsync(file, picture => new PressedCover(picture.Whole(LogoHeightMax), picture.Whole(LogoSmallHeightMax)) { Shape = Math.Clamp((double)picture.Width / picture.Height, 1.0 / LogoShapeMax, LogoShapeMax) }, ct);

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<(PressedCover? Cover, CoverOutcome Problem)> PressAsync(byte[] file, Func<Picture, PressedCover> draw, CancellationToken ct)
    {
        if (PictureFile.Problem(file) is { } problem)
            return (null, problem);
        await _one.WaitAsync(ct);
        try
        {
            return Press(file, draw);
        }
        finally
        {
            _one.Release();
        }
    }

    private static (PressedCover? Cover, CoverOutcome Problem) Press(byte[] file, Func<Picture, PressedCover> draw)
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
        return (draw(new Picture(image, codec.EncodedOrigin)), CoverOutcome.Set);
    }

    // A JPEG or WebP much larger than we need is decoded at a part of its size.
    private static SKImageInfo InfoOf(SKCodec codec)
    {
        var scale = Math.Min(1f, LargeSide * 2f / Math.Min(codec.Info.Width, codec.Info.Height));
        var size = scale < 1f ? codec.GetScaledDimensions(scale) : codec.Info.Size;
        return new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());
    }

    /// <summary>A decoded picture and how the camera was held.</summary>
    private sealed record Picture(SKImage Image, SKEncodedOrigin Origin)
    {
        private bool LiesOnItsSide => Origin >= SKEncodedOrigin.LeftTop;

        public int Width => LiesOnItsSide ? Image.Height : Image.Width;

        public int Height => LiesOnItsSide ? Image.Width : Image.Height;

        /// <summary>The middle of it, as a square.</summary>
        public byte[] Square(int side) => Draw(side, side, (float)side / Math.Min(Width, Height));

        /// <summary>All of it, in its own shape; never larger than it came.</summary>
        public byte[] Whole(int heightMax)
        {
            var scale = Math.Min(1f, Math.Min((float)heightMax / Height, (float)heightMax * LogoShapeMax / Width));
            return Draw(Math.Max(1, (int)MathF.Round(Width * scale)), Math.Max(1, (int)MathF.Round(Height * scale)), scale);
        }

        private byte[] Draw(int width, int height, float scale)
        {
            using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
            surface.Canvas.Translate((width - Width * scale) / 2, (height - Height * scale) / 2);
            surface.Canvas.Scale(scale);
            surface.Canvas.Concat(Upright(Origin, Image.Width, Image.Height));
            surface.Canvas.DrawImage(Image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
            using var drawn = surface.Snapshot();
            using var encoded = drawn.Encode(SKEncodedImageFormat.Webp, Quality);
            return encoded.ToArray();
        }
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
