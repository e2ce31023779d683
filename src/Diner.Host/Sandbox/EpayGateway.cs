using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Diner.Host.Sandbox;

/// <summary>
/// A double of an 易支付 V1 gateway: a real HTTP server on loopback that refuses what a real gateway refuses, keeps books, notifies and
/// retries, and misbehaves on request. It calls loopback addresses only.
/// </summary>
internal sealed class EpayGateway : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly WebApplication _app;
    private readonly EpayGatewayOptions _options;
    private readonly EpayGatewayBooks _books;
    private readonly EpayGatewayPost _post;

    private EpayGateway(EpayGatewayOptions options, TimeProvider clock)
    {
        (_options, _books, _post) = (options, new EpayGatewayBooks(clock), new EpayGatewayPost(options, clock));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddHostedService(_ => _post);
        _app = builder.Build();
        Map(_app);
    }

    /// <summary>Ends with a slash.</summary>
    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");

    public EpayGatewayBooks Books => _books;

    public EpayGatewayOptions Options => _options;

    /// <summary>Starts listening.</summary>
    public static async Task<EpayGateway> StartAsync(EpayGatewayOptions options, CancellationToken ct)
    {
        var gateway = new EpayGateway(options, TimeProvider.System);
        await gateway._app.StartAsync(ct);
        return gateway;
    }

    /// <summary>The buyer pays. How many notifications were answered with success at once; null when there is no such order.</summary>
    public async Task<int?> PayAsync(string outTradeNo, EpayManner manner, CancellationToken ct)
    {
        if (_books.Find("", outTradeNo) is not { } order)
            return null;
        order.IsPaid = manner.Mischief != EpayMischief.NotSuccess;
        return await _post.SendAsync(order, manner, ct);
    }

    /// <summary>Sends what <see cref="EpayMischief.OutOfOrder"/> kept back, the newest first.</summary>
    public Task<int> ReleaseAsync(CancellationToken ct) => _post.ReleaseAsync(ct);

    public Task WaitForShutdownAsync(CancellationToken ct) => _app.WaitForShutdownAsync(ct);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map(WebApplication app)
    {
        string[] both = ["GET", "POST"];
        app.MapMethods("/submit.php", both, (Delegate)SubmitAsync);
        app.MapPost("/mapi.php", (Delegate)MapiAsync);
        app.MapMethods("/api.php", both, (Delegate)ApiAsync);
        app.MapGet("/pay/{tradeNo}", (string tradeNo) => _books.Find(tradeNo, "") is { } order ? Html(EpayGatewayPages.Cashier(order)) : Results.NotFound());
        app.MapPost("/pay/{tradeNo}", PayAtCashierAsync);
        app.MapPost("/control/pay", (Delegate)PayByControlAsync);
        app.MapPost("/control/release", async (HttpContext http) => Results.Json(new { told = await _post.ReleaseAsync(http.RequestAborted) }));
    }

    private async Task<IResult> SubmitAsync(HttpContext http)
    {
        var fields = await FieldsAsync(http.Request);
        if (EpayGatewayRules.Refusal(fields, _options, isMapi: false) is { } refusal)
            return Html(EpayGatewayPages.Refusal(refusal));
        return _books.Open(fields) is { } order ? Results.Redirect($"/pay/{order.TradeNo}") : Html(EpayGatewayPages.Refusal("该订单号已存在，请返回来源地重新发起请求"));
    }

    private async Task<IResult> MapiAsync(HttpContext http)
    {
        var fields = await FieldsAsync(http.Request);
        if (EpayGatewayRules.Refusal(fields, _options, isMapi: true) is { } refusal)
            return Results.Json(new { code = -1, msg = refusal }, Json);
        return _books.Open(fields) is { } order
            ? Results.Json(new { code = 1, trade_no = order.TradeNo, payurl = new Uri(Url, $"pay/{order.TradeNo}").AbsoluteUri }, Json)
            : Results.Json(new { code = -2, msg = "该订单号已存在，请返回来源地重新发起请求" }, Json);
    }

    private async Task<IResult> ApiAsync(HttpContext http)
    {
        var isPost = HttpMethods.IsPost(http.Request.Method);
        var answer = EpayGatewayApi.Answer(await FieldsAsync(http.Request), _options, _books, isPost);
        return isPost && _options.LosesAnswers-- > 0 ? Results.StatusCode(StatusCodes.Status502BadGateway) : Results.Json(answer, Json);
    }

    private async Task<IResult> PayAtCashierAsync(string tradeNo, HttpContext http)
    {
        if (_books.Find(tradeNo, "") is not { } order)
            return Results.NotFound();
        var fields = await FieldsAsync(http.Request);
        if (fields.GetValueOrDefault("do") != "pay")
            return Back(order, order.ReturnUrl);
        await PayAsync(order.OutTradeNo, Manner(fields), http.RequestAborted);
        return Back(order, EpayGatewayLetter.Write(order, _options, EpayMischief.Honest).Append(order.ReturnUrl));
    }

    // mapi.php takes orders without a return address: then the buyer stays here.
    private static IResult Back(EpayGatewayOrder order, string url) => order.ReturnUrl.Length > 0 ? Results.Redirect(url) : Html(EpayGatewayPages.Cashier(order));

    private async Task<IResult> PayByControlAsync(HttpContext http)
    {
        var fields = await FieldsAsync(http.Request);
        var told = await PayAsync(fields.GetValueOrDefault("out_trade_no", ""), Manner(fields), http.RequestAborted);
        return told is null ? Results.NotFound() : Results.Json(new { told });
    }

    private static EpayManner Manner(IReadOnlyDictionary<string, string> fields) => new(
        Enum.TryParse<EpayMischief>(fields.GetValueOrDefault("how"), ignoreCase: true, out var mischief) ? mischief : EpayMischief.Honest,
        int.TryParse(fields.GetValueOrDefault("times"), out var times) ? Math.Clamp(times, 1, 200) : 1,
        TimeSpan.FromMilliseconds(int.TryParse(fields.GetValueOrDefault("delay_ms"), out var delayMs) ? Math.Max(0, delayMs) : 0));

    // As PHP's $_REQUEST: the form's fields win over the query's.
    private static async Task<IReadOnlyDictionary<string, string>> FieldsAsync(HttpRequest request)
    {
        var fields = request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
        if (!request.HasFormContentType)
            return fields;
        try
        {
            foreach (var (name, value) in await request.ReadFormAsync())
                fields[name] = value.ToString();
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException)
        {
            // A form that cannot be read has no fields, and is refused for what it lacks.
        }

        return fields;
    }

    private static IResult Html(string page) => Results.Content(page, "text/html; charset=utf-8");
}
