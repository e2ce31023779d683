using System.Globalization;

namespace Diner.Host.Sandbox;

/// <summary>api.php: what a merchant's program may ask.</summary>
internal static class EpayGatewayApi
{
    private const int OrdersMax = 50;

    public static object Answer(IReadOnlyDictionary<string, string> fields, EpayGatewayOptions options, EpayGatewayBooks books, bool isPost)
    {
        string Field(string name) => fields.GetValueOrDefault(name, "");
        if (Field("pid") != options.Pid)
            return Refused(-3, "商户ID不存在");
        if (Field("key") != options.Key)
            return Refused(-3, "商户密钥错误");
        return Field("act") switch
        {
            "query" => new { code = 1, pid = options.Pid, active = 1, orders = books.List(OrdersMax).Count },
            "settle" => new { code = 1, msg = "查询结算记录成功", data = Array.Empty<object>() },
            "orders" => new { code = 1, msg = "查询订单记录成功", data = books.List(OrdersMax).Select(Row).ToArray() },
            "order" => books.Find(Field("trade_no"), Field("out_trade_no")) is { } order ? Row(order) : Refused(-1, "订单号不存在"),
            "refund" when isPost && options.HasRefunds => Refund(books.Find(Field("trade_no"), Field("out_trade_no")), Field("money")),
            _ => Refused(-5, "No Act!"),
        };
    }

    // Success of a refund is code 0, unlike everywhere else.
    private static object Refund(EpayGatewayOrder? order, string money)
    {
        if (order is not { IsPaid: true })
            return Refused(-1, "订单不存在或未支付");
        if (!EpayGatewayRules.TryMoney(money, out var amount) || amount <= 0 || amount > order.Money - order.Refunded)
            return Refused(-1, "退款金额不正确");
        order.Refunded += amount;
        return new { code = 0, msg = "退款成功", trade_no = order.TradeNo, money = Money(amount) };
    }

    private static object Row(EpayGatewayOrder order) => new
    {
        code = 1,
        msg = "succ",
        trade_no = order.TradeNo,
        out_trade_no = order.OutTradeNo,
        type = order.PayType,
        name = order.Name,
        money = Money(order.Money),
        status = order.IsPaid ? order.Refunded == order.Money ? 2 : 1 : 0,
        notified = order.IsTold,
    };

    private static object Refused(int code, string msg) => new { code, msg };

    private static string Money(decimal money) => money.ToString("0.00", CultureInfo.InvariantCulture);
}
