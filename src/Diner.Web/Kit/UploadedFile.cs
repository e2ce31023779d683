using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Diner.Web.Kit;

/// <summary>A file of a multipart form, as a stream that is read while it arrives: the form reader of the framework would put it on a disk.</summary>
internal sealed record UploadedFile(string Name, Stream Content)
{
    /// <summary>What a form may weigh besides its file.</summary>
    public const int EnvelopeBytesMax = 64 * 1024;

    private const int FieldCharsMax = 1_000;
    private const int BoundaryCharsMax = 128;
    private const int PartsMax = 10;
    private const long DrainBytesMax = 512L * 1024 * 1024;

    /// <summary>The fields that came before the file.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; private init; } = new Dictionary<string, string>();

    /// <summary>The first file of the form; null when there is none, or what was sent is no such form.</summary>
    public static async Task<UploadedFile?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > BoundaryCharsMax)
            return null;
        try
        {
            var fields = new Dictionary<string, string>();
            var reader = new MultipartReader(boundary, request.Body);
            for (var part = 0; part < PartsMax && await reader.ReadNextSectionAsync(ct) is { } section; part++)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                    continue;
                if (disposition.IsFileDisposition())
                    return NameOf(disposition) is { Length: > 0 } name ? new UploadedFile(name, section.Body) { Fields = fields } : null;
                if (HeaderUtilities.RemoveQuotes(disposition.Name).Value is { Length: > 0 } field)
                    fields[field] = await TextAsync(section.Body, ct);
            }
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException)
        {
            // A form that is broken or ends too soon holds no file.
        }

        return null;
    }

    /// <summary>Reads on to the end of what is being sent: a browser that is answered while it still sends shows a broken connection, not the answer.</summary>
    public static async Task DrainAsync(HttpRequest request, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        var left = DrainBytesMax;
        while (left > 0 && await request.Body.ReadAsync(buffer, ct) is var read and > 0)
            left -= read;
        Array.Clear(buffer);
    }

    private static async Task<string> TextAsync(Stream field, CancellationToken ct)
    {
        using var reader = new StreamReader(field);
        var text = new char[FieldCharsMax];
        return new string(text, 0, await reader.ReadBlockAsync(text, ct));
    }

    // Old browsers send a whole path.
    private static string NameOf(ContentDispositionHeaderValue disposition)
    {
        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
        return new string([.. (name ?? "").Split('/', '\\')[^1].Where(c => !char.IsControl(c))]);
    }
}
