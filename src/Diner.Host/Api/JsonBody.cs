using System.Text.Json;
using Diner.Kernel;

namespace Diner.Host.Api;

/// <summary>Reads a request's JSON body. What cannot be read is a problem that says what is wrong, never an exception.</summary>
internal static class JsonBody
{
    /// <summary>A longer body is refused.</summary>
    public const int BytesMax = 16 * 1024;

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, MaxDepth = 8 };

    public static async Task<Result<T>> ReadAsync<T>(HttpRequest request, CancellationToken ct)
        where T : class
    {
        if (!request.HasJsonContentType())
            return new Problem(ProblemCode.InvalidRequest, "Send the request as application/json.");
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Options, ct) is { } body
                ? body
                : new Problem(ProblemCode.InvalidRequest, "The body is null; send a JSON object.");
        }
        catch (JsonException malformed)
        {
            return new Problem(ProblemCode.InvalidRequest, $"The body is not the JSON this endpoint takes, at {malformed.Path ?? "$"}.", malformed.Path);
        }
        catch (IOException unreadable)
        {
            // Mostly Kestrel's BadHttpRequestException; a chunk whose size overflows is a bare IOException.
            return new Problem(ProblemCode.InvalidRequest, unreadable is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
                ? $"The body is longer than {BytesMax} bytes."
                : "The body could not be read to its end.");
        }
    }
}
