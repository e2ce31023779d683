using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Diner.Testing.Doubles;

/// <summary>The page on which a buyer pays at a double: what it is, how much, and one button.</summary>
internal static class Cashier
{
    /// <summary>The page; its button posts to an address that pays, tells the shop and sends the buyer back: its own unless another is named.</summary>
    public static IResult Page(string provider, Trade trade, string action = "")
    {
        var page = $"""
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{provider}</title>
            <body style="font:20px system-ui;margin:2rem;text-align:center"><h1>{provider}</h1><p>{WebUtility.HtmlEncode(trade.OrderNo)}</p>
            <p><b id="amount">{trade.AskedMinor} {WebUtility.HtmlEncode(trade.Currency)} (minor units)</b></p>
            <form method="post" action="{WebUtility.HtmlEncode(action)}"><button id="pay" style="font:inherit;padding:.8rem 3rem">Pay</button></form></body></html>
            """;
        return Results.Text(page, "text/html", Encoding.UTF8);
    }
}
