using Diner.Simulator.Parameters;
using Diner.Simulator.Trade;

namespace Diner.Simulator.Files;

/// <summary>What has a row for an order: history.csv, baskets.csv, problems.csv.</summary>
internal sealed class OrderFiles(SimParameters parameters, string directory) : IDisposable
{
    private static readonly string[] HistoryColumns =
        ["order_no", "paid_at", "buyer", "variant", "quantity", "amount", "unit_cost", "category", "tier", "discount", "channel", "failed_channel", "delivered_ms", "batch", "device", "visit"];

    private readonly CsvFile _history = new(Path.Combine(directory, "history.csv"), HistoryColumns);
    private readonly CsvFile _baskets = new(Path.Combine(directory, "baskets.csv"), "basket", "item");
    private readonly CsvFile _problems = new(Path.Combine(directory, "problems.csv"), "order_no", "paid_at", "variant", "batch", "problem");

    public void Write(SimOrder order)
    {
        var goods = parameters.Goods[order.Goods];
        var (at, visit, batch) = (Text.Time(order.At), Text.Visit(order.Visit), Text.Number(order.Keys.Batch));
        var failed = order.Payment.Failed < 0 ? "" : parameters.Channels[order.Payment.Failed].Name;
        _history.Write(
            order.No, at, Text.Buyer(order.Buyer), goods.Code, Text.Number(order.Quantity), Text.Money(order.AmountMinor), Text.Each(order.Keys.CostMinor, order.Quantity),
            goods.Category, goods.Tier, order.Discount.ToString("0.##", null), parameters.Channels[order.Payment.Channel].Name, failed, Text.Number(order.Payment.DeliveredMs), batch, Text.Device(order.Device), visit);
        _baskets.Write(visit, goods.Code);
        if (order.Outcome != Outcome.Fine)
            _problems.Write(order.No, at, goods.Code, batch, Name(order.Outcome));
    }

    public void Dispose()
    {
        _history.Dispose();
        _baskets.Dispose();
        _problems.Dispose();
    }

    private static string Name(Outcome outcome) => outcome switch
    {
        Outcome.BadKey => "bad-key",
        Outcome.FalseClaim => "false-claim",
        Outcome.Chargeback => "chargeback",
        _ => "",
    };
}
