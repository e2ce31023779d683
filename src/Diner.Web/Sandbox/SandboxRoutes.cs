using System.Globalization;
using System.Net;
using Diner.Catalog.Shops;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Payments.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Sandbox;

/// <summary>The sandbox's cashier. Every address is signed by its channel; where the sandbox is off, there is no such page.</summary>
public static class SandboxRoutes
{
    /// <summary>Maps <c>GET</c> and <c>POST /sandbox/{channelId}/pay</c>. Needs <c>AddRazorComponents</c>.</summary>
    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sandbox/{channelId:guid}/pay", ShowAsync).ExcludeFromDescription().OpenTo("play money: a signed ticket is asked for");
        routes.MapPost("/sandbox/{channelId:guid}/pay", ActAsync).ExcludeFromDescription().OpenTo("play money: a signed ticket is asked for").DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(Guid channelId, HttpContext http, SandboxCashier cashier, Shops shops, CancellationToken ct)
    {
        if (await cashier.OpenAsync(new ChannelId(channelId), RawQuery(http.Request), ct) is not { } ticket)
            return TypedResults.NotFound();
        if (await shops.FindAsync(ticket.ShopId, ct) is not { } shop)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<CashierPage>(new { Ticket = ticket, Shop = shop, Words = CashierWords.For(http) });
    }

    private static async Task<IResult> ActAsync(Guid channelId, HttpContext http, SandboxCashier cashier, CancellationToken ct)
    {
        if (await cashier.OpenAsync(new ChannelId(channelId), RawQuery(http.Request), ct) is not { } ticket)
            return TypedResults.NotFound();
        if (await ReadChoiceAsync(http, ct) is not { } choice)
            return TypedResults.BadRequest();
        await cashier.ActAsync(ticket, choice, ct);
        http.Response.Headers.Location = ticket.ReturnUrl.AbsoluteUri;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<SandboxChoice?> ReadChoiceAsync(HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
            return null;
        if (await TryReadFormAsync(http.Request, ct) is not { } form)
            return null;
        int? seconds = int.TryParse(form["seconds"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : null;
        return Action(form["action"].ToString()) is { } action ? new SandboxChoice(action, seconds, OwnAddress(http)) : null;
    }

    private static async Task<IFormCollection?> TryReadFormAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await request.ReadFormAsync(ct);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private static SandboxAction? Action(string name) => name switch
    {
        "pay" => SandboxAction.Pay,
        "late" => SandboxAction.PayLate,
        "twice" => SandboxAction.PayTwice,
        "wrong" => SandboxAction.PayWrongAmount,
        "cancel" => SandboxAction.Cancel,
        _ => null,
    };

    // A container's public name may not lead back into it; the address this very request came in at does. Over TLS the name is needed.
    private static Uri? OwnAddress(HttpContext http)
    {
        var (address, port) = (http.Connection.LocalIpAddress, http.Connection.LocalPort);
        if (address is null || port == 0 || http.Features.Get<ITlsConnectionFeature>() is not null)
            return null;
        var host = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return new Uri($"http://{new IPEndPoint(host, port)}/");
    }

    private static string RawQuery(HttpRequest request) => request.QueryString.Value is { Length: > 1 } query ? query[1..] : "";
}
