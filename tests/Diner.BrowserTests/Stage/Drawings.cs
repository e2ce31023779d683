using SkiaSharp;

namespace Diner.BrowserTests.Stage;

/// <summary>Pictures to upload.</summary>
internal static class Drawings
{
    /// <summary>A wide logo on a clear ground.</summary>
    public static byte[] Logo()
    {
        using var surface = SKSurface.Create(new SKImageInfo(480, 160));
        using var lamp = new SKPaint { Color = new SKColor(0xD9, 0x82, 0x2B), IsAntialias = true };
        using var ring = new SKPaint { Color = new SKColor(0x1B, 0x72, 0x50), IsAntialias = true, IsStroke = true, StrokeWidth = 18 };
        surface.Canvas.Clear(SKColors.Transparent);
        surface.Canvas.DrawCircle(80, 80, 60, lamp);
        surface.Canvas.DrawCircle(240, 80, 56, ring);
        surface.Canvas.DrawRoundRect(330, 24, 130, 112, 24, 24, lamp);
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }
}
