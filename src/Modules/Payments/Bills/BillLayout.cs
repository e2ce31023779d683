using Diner.Kernel;

namespace Diner.Payments.Bills;

/// <summary>How a bill is read, and by which clock its days begin.</summary>
internal sealed record BillLayout(Func<Func<CancellationToken, Task<Stream>>, CancellationToken, IAsyncEnumerable<BillLine>> ReadAsync, TimeSpan East)
{
    public const string Csv = "csv";
    public const string Epay = "epay";

    private static readonly BillShape[] Shapes = [BillShapes.Alipay, BillShapes.WeChatPay, BillShapes.Stripe];

    public static IReadOnlyList<string> Names { get; } = [.. Shapes.Select(shape => shape.Name), Epay, Csv];

    /// <summary>The layout of that name, amounts without a currency being in the one given; null when there is none, or columns of a CSV file are not named.</summary>
    public static BillLayout? Find(string name, BillMapping? mapping, CurrencyCode currency)
    {
        if (name == Epay)
            return new BillLayout((open, ct) => EpayOrders.ReadAsync(open, currency, ct), BillShapes.China);
        var shape = name == Csv ? mapping?.ToShape() : Array.Find(Shapes, one => one.Name == name);
        return shape is null ? null : new BillLayout((open, ct) => ReadBill.CsvAsync(open, shape, currency, ct), shape.East);
    }
}
