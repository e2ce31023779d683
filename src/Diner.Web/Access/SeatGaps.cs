using Diner.Accounts.Seats;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Access;

/// <summary>This endpoint is also for who signed in but has yet to prove a second factor.</summary>
internal sealed record BeforeSecondFactor;

/// <summary>Sends a person who has something to do before anything else to where it is done.</summary>
internal static class SeatGaps
{
    public const string ProvePage = "/account/second-factor";
    public const string EnrolPage = "/account/second-factor/enrol";

    public const string PasswordPage = "/account/password";

    /// <summary>Lets those in who have yet to prove their second factor: to prove it, or to leave.</summary>
    public static TBuilder BeforeSecondFactor<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new BeforeSecondFactor());

    /// <summary>Where to go first; null when nothing stands in the way.</summary>
    public static IResult? Of(HttpContext context, Seat seat) => seat.Gap switch
    {
        SeatGap.None => null,
        SeatGap.SecondFactor when context.GetEndpoint()?.Metadata.GetMetadata<BeforeSecondFactor>() is not null => null,
        SeatGap.SecondFactor => PrivatePages.SeeOther(context, WithReturn(ProvePage, Asked(context))),
        SeatGap.Enrolment when context.Request.Path.StartsWithSegments("/account", StringComparison.Ordinal) => null,
        SeatGap.Password when context.Request.Path.StartsWithSegments("/account", StringComparison.Ordinal) => null,
        SeatGap.Password => PrivatePages.SeeOther(context, PasswordPage),
        SeatGap.Enrolment => PrivatePages.SeeOther(context, WithReturn(EnrolPage, Asked(context))),
        _ => throw new ArgumentOutOfRangeException(nameof(seat), seat.Gap, "A gap without a page."),
    };

    public static string WithReturn(string page, string back) => back.Length == 0 ? page : $"{page}?return={Uri.EscapeDataString(back)}";

    private static string Asked(HttpContext context) => HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "";
}
