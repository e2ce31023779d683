using Diner.Catalog.Covers;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Kit;

/// <summary>Reads a form with one picture in it.</summary>
internal static class PictureForm
{
    /// <summary>Bytes of a body at most: the picture and what a form puts around it.</summary>
    public const int BodyBytesMax = PictureUpload.BytesMax + 64 * 1024;

    /// <summary>
    /// What became of the file of that field. What is announced as too large is not read at all; what only turns out to be is read up to
    /// the limit, and whoever still sends is not waited for.
    /// </summary>
    public static async Task<CoverOutcome> ReadAsync(HttpContext context, string field, Func<Stream, Task<CoverOutcome>> use, CancellationToken ct)
    {
        var outcome = await ReadAsync(context.Request, field, use, ct);
        if (outcome == CoverOutcome.TooLarge)
            context.Response.Headers.Connection = "close";
        return outcome;
    }

    private static async Task<CoverOutcome> ReadAsync(HttpRequest request, string field, Func<Stream, Task<CoverOutcome>> use, CancellationToken ct)
    {
        if (request.ContentLength > BodyBytesMax)
            return CoverOutcome.TooLarge;
        if (!request.HasFormContentType)
            return CoverOutcome.Empty;
        try
        {
            var form = await request.ReadFormAsync(ct);
            if (form.Files.GetFile(field) is not { } file)
                return CoverOutcome.Empty;
            await using var content = file.OpenReadStream();
            return await use(content);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return CoverOutcome.TooLarge;
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException)
        {
            // Too many fields, or a multipart body that is broken or ends too soon.
            return CoverOutcome.Broken;
        }
    }
}
