using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Access;

/// <summary>This endpoint asks for the second factor again when it was not proved within the last five minutes.</summary>
/// <param name="Back">
/// Where to come back to afterwards, with the route's values in braces: <c>/console/{shop}/keys</c>. Null is the page itself, which only a GET can be.
/// </param>
internal sealed record AsksAgain(string? Back);

/// <summary>
/// Asks for the second factor again before something grave: by <c>.AsksAgain()</c> on a route, or by <see cref="Demand"/> in a handler.
/// Whoever has no second factor is led to enrol one.
/// </summary>
public sealed class StepUp(TimeProvider clock)
{
    /// <summary>True when the person proved it within the last five minutes: for an interactive component, which cannot be sent elsewhere.</summary>
    public bool IsFresh(Desk desk) => desk.Seat.IsProven(clock.GetUtcNow());

    /// <summary>Where to send the person; null when they may go on.</summary>
    /// <param name="context">The request.</param>
    /// <param name="desk">Who.</param>
    /// <param name="back">The path to come back to.</param>
    public IResult? Demand(HttpContext context, Desk desk, string back)
    {
        if (IsFresh(desk))
            return null;
        return PrivatePages.SeeOther(context, SeatGaps.WithReturn(desk.Seat.HasSecondFactor ? SeatGaps.ProvePage : SeatGaps.EnrolPage, back));
    }

    internal IResult? Demand(HttpContext context, Desk desk, AsksAgain rule)
    {
        var back = rule.Back ?? context.Request.Path + context.Request.QueryString;
        foreach (var (name, value) in context.Request.RouteValues)
            back = back.Replace($"{{{name}}}", Uri.EscapeDataString(value?.ToString() ?? ""), StringComparison.Ordinal);
        return Demand(context, desk, back);
    }
}

/// <summary>Says that an endpoint asks again.</summary>
internal static class StepUpRules
{
    /// <summary>Asks for the second factor again; a POST says with <paramref name="back"/> to which page the person comes back.</summary>
    public static TBuilder AsksAgain<TBuilder>(this TBuilder endpoint, string? back = null)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AsksAgain(back));
}
