using System.Globalization;
using System.Text;
using System.Text.Json;
using Diner.Bench.Stage;
using Diner.Kernel;

namespace Diner.Bench.Load;

/// <summary>Writes what a buyer's program sends to place an order, as bytes ready for the wire.</summary>
internal sealed class OrderRequests(ChannelId channel, Uri server)
{
    /// <summary>True when the order was placed.</summary>
    public static bool IsPlaced(HttpAnswer answer) => answer.Status == 201;

    /// <summary>The number of the order that was placed. The answer is one chunk: what is around the object is its framing.</summary>
    public static string NumberIn(HttpAnswer answer)
    {
        var body = answer.Body;
        using var order = JsonDocument.Parse(body[body.Span.IndexOf((byte)'{')..(body.Span.LastIndexOf((byte)'}') + 1)]);
        return order.RootElement.GetProperty("order_no").GetString()!;
    }

    /// <summary>An order of one key; every buyer has another address.</summary>
    public byte[] Place(int variant, string buyer)
    {
        var body = $$"""{"variant":"{{BenchShop.CodeOf(variant)}}","quantity":1,"contact":{"email":"{{buyer}}@example.com"},"channel":"{{channel.Value}}","lookup_password":null}""";
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/v1/shops/{BenchShop.Slug}/orders HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
    }
}
