using System.Net;

namespace Diner.Host.Sandbox;

/// <summary>The double's cashier: plain, and plainly not a real one.</summary>
internal static class EpayGatewayPages
{
    public static string Cashier(EpayGatewayOrder order) => Page(
        $"""
        <p>{WebUtility.HtmlEncode(order.Name)}<br><strong>¥{order.Money:0.00}</strong><br><small>{WebUtility.HtmlEncode(order.OutTradeNo)} · {WebUtility.HtmlEncode(order.PayType)}</small></p>
        <form method="post">
        <p><label>How <select name="how">{string.Concat(Enum.GetNames<EpayMischief>().Select(name => $"<option>{name}</option>"))}</select></label>
        <label>times <input name="times" type="number" value="2" min="1" max="200"></label> <label>delay ms <input name="delay_ms" type="number" value="5000" min="0"></label></p>
        <p><button name="do" value="pay">支付 pay</button> <button name="do" value="cancel">取消 cancel</button></p>
        </form>
        """);

    public static string Refusal(string why) => Page($"<p>站点提示信息</p><p>{WebUtility.HtmlEncode(why)}</p>");

    private static string Page(string body) =>
        $"""
        <!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>epay sandbox</title>
        <style>body {"{font:1rem/1.6 system-ui;max-width:26rem;margin:3rem auto;padding:0 1rem} button,select,input{font:inherit;padding:.5rem}"}</style>
        <h1>易支付 sandbox</h1>{body}</html>
        """;
}
