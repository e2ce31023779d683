using System.Text;

namespace Diner.Specs.Http;

/// <summary>One hostile request.</summary>
internal sealed record Attack(string Name, string Method, string Target, byte[]? Body = null, string? ContentType = null)
{
    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), Target);
        if (Body is null)
            return request;
        request.Content = new ByteArrayContent(Body);
        if (ContentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return request;
    }
}

/// <summary>What people send who are not buyers. Random bytes come from a fixed seed.</summary>
internal static class Attacks
{
    /// <summary>More than any form or body of ours may have.</summary>
    public const int LongBodyBytes = 16 * 1024;

    private const int HugeBodyBytes = 1024 * 1024;

    private const int Seed = 20261122;
    private const int HugeQueryChars = 6_000;
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";

    private static readonly string[] Fragments =
    [
        "' or 1=1 --", "'; drop table ordering_orders; --", "\" or \"\"=\"", "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "../../../../etc/passwd",
        "\r\nSet-Cookie: a=b", "%s%n%x", "\u202e\ufeff\u0000", "💳💳💳", "-1", "99999999999999999999", "NaN", "1e999", "null", "true", "[]", "深夜",
    ];

    private static readonly string[] Escapes = ["%00", "%ff%fe", "%c0%af", "%ed%a0%80", "%", "%zz", "%2e%2e%2f", "a%00b", "%0d%0a"];

    private static readonly string[] Fields =
        ["variant", "quantity", "email", "phone", "contact", "lookup_password", "channel", "idempotency_key", "order_no", "password", "code", "key", "note", "do", "q", "category", "page", "number"];

    private static readonly string[] ContentTypes = [Json, Form, "multipart/form-data", "multipart/form-data; boundary=x", "text/plain", "application/xml", "garbage", "application/json; charset=utf-7", ";;;"];

    /// <summary>All of them; of those with bodies only a few where no method of the route takes one.</summary>
    public static IEnumerable<Attack> On(string pattern, string path, bool takesBodies) =>
        [.. Methods(path), .. Queries(path), .. Segments(pattern, path), .. takesBodies ? Bodies(path) : Bodies(path).Take(5)];

    private static IEnumerable<Attack> Methods(string path) =>
        ((string[])["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"]).Select(method => new Attack("method", method, path));

    private static IEnumerable<Attack> Queries(string path)
    {
        foreach (var value in Fragments.Select(Uri.EscapeDataString).Concat(Escapes))
            yield return new Attack("query", "GET", $"{path}?{string.Join('&', Fields.Select(field => $"{field}={value}"))}");
        yield return new Attack("huge query", "GET", $"{path}?q={new string('q', HugeQueryChars)}");
        yield return new Attack("many fields", "GET", $"{path}?{string.Join('&', Enumerable.Range(0, 1_000).Select(i => $"f{i}"))}");
        yield return new Attack("one field many times", "GET", $"{path}?{string.Join('&', Enumerable.Repeat("page=1&q=x", 200))}");
    }

    // Each parameter of the route in turn, in what stands for it now.
    private static IEnumerable<Attack> Segments(string pattern, string path)
    {
        var (names, values) = (pattern.Split('/'), path.Split('/'));
        for (var i = 0; i < Math.Min(names.Length, values.Length); i++)
        {
            if (!names[i].Contains('{', StringComparison.Ordinal))
                continue;
            foreach (var value in Fragments.Select(Uri.EscapeDataString).Concat(Escapes).Append(new string('a', 3_000)))
            {
                var target = string.Join('/', values.Select((segment, n) => n == i ? value : segment));
                yield return new Attack("segment", "GET", target);
                yield return new Attack("segment", "POST", target, [], Form);
            }
        }
    }

    private static IEnumerable<Attack> Bodies(string path)
    {
        foreach (var type in ContentTypes)
        {
            foreach (var (name, body) in Payloads())
                yield return new Attack($"{name} as {type}", "POST", path, body, type);
        }

        yield return new Attack("huge", "POST", path, new byte[HugeBodyBytes], Form);
        yield return new Attack("huge", "POST", path, new byte[HugeBodyBytes], Json);
        yield return new Attack("many fields", "POST", path, Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 2_000).Select(i => $"f{i}="))), Form);
        foreach (var value in Fragments.Select(Uri.EscapeDataString).Concat(Escapes).Append(new string('x', 3_000)))
        {
            yield return new Attack("fields", "POST", path, Encoding.ASCII.GetBytes(string.Join('&', Fields.Select(field => $"{field}={value}"))), Form);
            yield return new Attack("one field", "POST", path, Encoding.ASCII.GetBytes($"variant=GAME&quantity=1&email=a%40b.de&contact=a%40b.de&password=1234&order_no={value}&phone={value}&code={value}&key={value}&note={value}"), Form);
        }
    }

    private static IEnumerable<(string Name, byte[] Body)> Payloads()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 3; i++)
        {
            var bytes = new byte[random.Next(1, 2_000)];
            random.NextBytes(bytes);
            yield return ("random bytes", bytes);
        }

        yield return ("nothing", []);
        yield return ("deep json", Encoding.ASCII.GetBytes(new string('[', 5_000)));
        yield return ("deep object", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"contact\":", 1_000))));
        yield return ("zero character", """{"variant":"GAME\u0000","quantity":1,"contact":{"email":"a\u0000@b.de","phone":"1\u0000"},"channel":"\u0000","lookup_password":"\u0000\u0000\u0000\u0000"}"""u8.ToArray());
        yield return ("half surrogate", """{"variant":"\ud800","quantity":1,"contact":{"email":"\udc00"}}"""u8.ToArray());
        yield return ("invalid utf-8", [.. "{\"variant\":\""u8, 0xC3, 0x28, 0xFF, .. "\",\"quantity\":1}"u8]);
        yield return ("wrong types", """{"variant":{},"quantity":"x","contact":[],"channel":1,"lookup_password":{}}"""u8.ToArray());
        yield return ("same name twice", """{"variant":"GAME","variant":"X","quantity":1,"quantity":-1}"""u8.ToArray());
        yield return ("sql", """{"variant":"'; drop table vault_keys; --","quantity":1,"contact":{"email":"a@b.de"}}"""u8.ToArray());
        yield return ("script", """{"variant":"<script>alert(1)</script>","quantity":1,"contact":{"email":"<script>@b.de"}}"""u8.ToArray());
        yield return ("boundary", "--x\r\nContent-Disposition: form-data; name=\"order_no\"\r\n\r\n\0\r\n--x--\r\n"u8.ToArray());
        yield return ("broken boundary", "--x\r\nContent-Disposition: form-da"u8.ToArray());
    }
}
