using System.Globalization;
using System.Text;
using QRCoder;

namespace Diner.Web.Storefront.Delivery;

/// <summary>A QR code as a small SVG: dark on white in both themes, with the four quiet modules that ISO/IEC 18004 asks for.</summary>
internal static class QrSvg
{
    /// <summary>UTF-8 bytes of the longest text; beyond it phones cannot read the code from a screen.</summary>
    public const int BytesMax = 1_200;

    private const int DenseFrom = 120;

    /// <summary>True when the text fits.</summary>
    public static bool Fits(string text) => text.Length > 0 && Encoding.UTF8.GetByteCount(text) <= BytesMax;

    /// <summary>The picture. It holds no text, only squares.</summary>
    public static string Of(string text)
    {
        // A long text is dense; on a screen, which has no stains, larger squares help more than further correction.
        var level = text.Length > DenseFrom ? QRCodeGenerator.ECCLevel.L : QRCodeGenerator.ECCLevel.M;
        using var code = QRCodeGenerator.GenerateQrCode(text, level, forceUtf8: true);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            AppendRow(path, rows[y], y);
        var size = rows.Count;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" fill="#14151c"/></svg>""");
    }

    // Neighbouring dark modules are one rectangle.
    private static void AppendRow(StringBuilder path, System.Collections.BitArray row, int y)
    {
        for (var x = 0; x < row.Count; x++)
        {
            if (!row[x])
                continue;
            var start = x;
            while (x + 1 < row.Count && row[x + 1])
                x++;
            path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start + 1}v1h-{x - start + 1}z");
        }
    }
}
