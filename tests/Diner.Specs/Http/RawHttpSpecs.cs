using Xunit;

namespace Diner.Specs.Http;

/// <summary>
/// What no HTTP client sends: broken request lines, two opinions about a body's length, floods of headers, connections that hold the door.
/// Each ends in a clear refusal or a closed connection, never in a failure of ours, and the shop sells on.
/// </summary>
public abstract class RawHttpSpecs(HttpFront front)
{
    private const string Host = "Host: 127.0.0.1\r\n";
    private const string Close = "Connection: close\r\n";
    private const int SlowCount = 40;

    private static readonly string Long = new('x', 70_000);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Uri Server => front.Http.BaseAddress!;

    /// <summary>What it is, what is sent, and the status that may come back.</summary>
    public static TheoryData<string, string, int> Requests => new()
    {
        { "no request", "\r\n\r\ngarbage\r\n\r\n", 400 },
        { "bytes", "\u0000\u0001\u0002\u00ff\r\n\r\n", 400 },
        { "a TLS hello", "\u0016\u0003\u0001\u0000\u00c8\u0001\u0000\u0000\u00c4\u0003\u0003", 400 },
        { "a method alone", "GET\r\n\r\n", 400 },
        { "HTTP/0.9", "GET /\r\n\r\n", 400 },
        { "two spaces", $"GET  / HTTP/1.1\r\n{Host}\r\n", 400 },
        { "another protocol", $"GET / FTP/1.1\r\n{Host}\r\n", 505 },
        { "a version nobody has", $"GET / HTTP/9.9\r\n{Host}\r\n", 505 },
        { "a method with a bracket", $"GE(T / HTTP/1.1\r\n{Host}\r\n", 400 },
        { "a null byte in the target", $"GET /\0 HTTP/1.1\r\n{Host}\r\n", 400 },
        { "an escaped null byte in the target", $"GET /s/%00 HTTP/1.1\r\n{Host}{Close}\r\n", 400 },
        { "a raw byte in the target", $"GET /\u00e9 HTTP/1.1\r\n{Host}\r\n", 400 },
        { "a target without a slash", $"GET s/diner HTTP/1.1\r\n{Host}\r\n", 400 },
        { "an endless target", $"GET /{Long} HTTP/1.1\r\n{Host}\r\n", 414 },
        { "a null byte in a header", $"GET / HTTP/1.1\r\n{Host}X-A: a\0b\r\n\r\n", 400 },
        { "a null byte in a header's name", $"GET / HTTP/1.1\r\n{Host}X\0A: a\r\n\r\n", 400 },
        { "a header without a colon", $"GET / HTTP/1.1\r\n{Host}X-A\r\n\r\n", 400 },
        { "a header without a name", $"GET / HTTP/1.1\r\n{Host}: a\r\n\r\n", 400 },
        { "a blank before the colon", $"GET / HTTP/1.1\r\n{Host}X-A : a\r\n\r\n", 400 },
        { "a folded header", $"GET / HTTP/1.1\r\n{Host}X-A: a\r\n b\r\n\r\n", 400 },
        { "one huge header", $"GET / HTTP/1.1\r\n{Host}X-A: {Long}\r\n\r\n", 431 },
        { "a huge cookie", $"GET /orders HTTP/1.1\r\n{Host}Cookie: {Long}\r\n\r\n", 431 },
        { "a flood of headers", $"GET / HTTP/1.1\r\n{Host}{string.Concat(Enumerable.Range(0, 500).Select(i => $"X-{i}: a\r\n"))}\r\n", 431 },
        { "no host", "GET / HTTP/1.1\r\n\r\n", 400 },
        { "two hosts", $"GET / HTTP/1.1\r\n{Host}Host: evil.example\r\n\r\n", 400 },
        { "a host with a user", "GET / HTTP/1.1\r\nHost: shop@evil.example\r\n\r\n", 400 },
        { "a host with a path", "GET / HTTP/1.1\r\nHost: evil.example/x\r\n\r\n", 400 },
        { "a host with a script", "GET / HTTP/1.1\r\nHost: <script>\r\n\r\n", 400 },
        { "a host with a port that is none", "GET / HTTP/1.1\r\nHost: shop.example:http\r\n\r\n", 400 },
        { "another host in the target", $"GET http://evil.example/ HTTP/1.1\r\n{Host}{Close}\r\n", 400 },
        { "a proxy's request", $"CONNECT evil.example:443 HTTP/1.1\r\n{Host}{Close}\r\n", 400 },
    };

    /// <summary>The end of a POST's head, and what follows it.</summary>
    public static TheoryData<string, string> Bodies => new()
    {
        { "two lengths", "Content-Length: 2\r\nContent-Length: 5\r\n\r\n{}" },
        { "two lengths in one", "Content-Length: 2, 5\r\n\r\n{}" },
        { "a negative length", "Content-Length: -1\r\n\r\n{}" },
        { "a length in words", "Content-Length: two\r\n\r\n{}" },
        { "a length beyond counting", "Content-Length: 99999999999999999999\r\n\r\n{}" },
        { "a length beyond any order", "Content-Length: 9999999999\r\n\r\n{}" },
        { "a length and chunks", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" },
        { "chunks twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" },
        { "an encoding after chunks", "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n" },
        { "an encoding nobody knows", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" },
        { "a chunk without a size", "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n" },
        { "a chunk of negative size", "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n" },
        { "a chunk beyond counting", "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n" },
        { "a chunk longer than it says", "Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n" },
        { "chunks without end", "Transfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat($"1000\r\n{new string(' ', 4096)}\r\n", 64)) },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task What_is_no_request_is_refused(string name, string request, int status)
    {
        var answer = await AskAsync(request);
        Assert.True(answer is "" || RawConnection.Statuses(answer) is [var one] && one == status, $"{name}: {answer[..Math.Min(300, answer.Length)]}");
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_of_doubtful_length_is_refused_at_every_door(string name, string rest)
    {
        foreach (var (path, type) in Doors)
        {
            var answer = await AskAsync($"POST {path} HTTP/1.1\r\n{Host}{Close}Content-Type: {type}\r\n{rest}");
            Assert.True(answer is "" || RawConnection.Statuses(answer) is [>= 400 and < 500], $"{name} at {path}: {answer[..Math.Min(300, answer.Length)]}");
        }
    }

    [Fact]
    public async Task A_request_hidden_in_anothers_body_is_never_answered()
    {
        const string Hidden = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        var answer = await AskAsync($"POST {OrdersPath} HTTP/1.1\r\n{Host}Content-Type: application/json\r\nContent-Length: {Hidden.Length + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{Hidden}");
        Assert.True(RawConnection.Statuses(answer) is [] or [>= 400 and < 500], answer);
    }

    [Fact]
    public async Task An_HTTP_2_preface_is_told_to_speak_HTTP_1() => Assert.Empty(RawConnection.Statuses(await AskAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")));

    [Fact]
    public async Task The_shops_own_address_in_the_target_is_its_page() =>
        Assert.Equal(200, Assert.Single(RawConnection.Statuses(await AskAsync($"GET {Server}healthz HTTP/1.1\r\nHost: {Server.Authority}\r\n{Close}\r\n"))));

    [Fact]
    public async Task Who_only_holds_the_door_is_put_out_and_the_shop_sells_meanwhile()
    {
        var slow = new List<RawConnection>();
        for (var i = 0; i < SlowCount; i++)
        {
            slow.Add(await RawConnection.OpenAsync(Server, Ct));
            await slow[i].SendAsync(i % 2 == 0 ? $"GET / HTTP/1.1\r\n{Host}X-Slow: " : $"POST {Doors[i % 3].Path} HTTP/1.1\r\n{Host}Content-Type: {Doors[i % 3].Type}\r\nContent-Length: 4000\r\n\r\n", Ct);
        }

        await AssertSellsAsync();
        var answers = await Task.WhenAll(slow.Select(connection => connection.ReadToEndAsync(Ct)));
        Assert.All(answers, answer => Assert.True(RawConnection.Statuses(answer) is [] or [>= 400 and < 500], answer));
        slow.ForEach(connection => connection.Dispose());
    }

    private static string OrdersPath => $"/api/v1/shops/{HttpFront.Shop}/orders";

    private (string Path, string Type)[] Doors =>
    [
        (OrdersPath, "application/json"),
        ($"/pay/{front.Channel.Value:D}/notify", "application/x-www-form-urlencoded"),
        ($"/s/{HttpFront.Shop}/checkout", "application/x-www-form-urlencoded"),
    ];

    // Everything until the server closes, and then the shop sells.
    private async Task<string> AskAsync(string request)
    {
        using var connection = await RawConnection.OpenAsync(Server, Ct);
        await connection.SendAsync(request, Ct);
        var answer = await connection.ReadToEndAsync(Ct);
        await AssertSellsAsync();
        return answer;
    }

    private async Task AssertSellsAsync()
    {
        var order = await front.PlaceAsync();
        Assert.Equal((200, "success"), await front.TellAsync(front.Notification(order)));
        Assert.Equal("delivered", await front.StatusAsync(order));
    }
}

public sealed class RawHttpOnSqlite(SqliteFront front) : RawHttpSpecs(front), IClassFixture<SqliteFront>;

public sealed class RawHttpOnPostgres(PostgresFront front) : RawHttpSpecs(front), IClassFixture<PostgresFront>;
