using Diner.Kernel;

namespace Diner.Payments.Bills;

/// <summary>Which columns of a CSV file hold what, for channels whose bill we do not know.</summary>
/// <param name="Reference">The provider's number of a payment; of a refund our number of it, or the provider's.</param>
/// <param name="Amount">The amount in major units; negative for a refund where <paramref name="Kind"/> is not given.</param>
/// <param name="Order">Our order number, when there is such a column.</param>
/// <param name="Fee">What the channel kept, when there is such a column.</param>
/// <param name="Kind">What kind of movement it is: <c>refund</c>, <c>退款</c> for money that went back; anything else is a payment.</param>
public sealed record BillMapping(string Reference, string Amount, string? Order = null, string? Fee = null, string? Kind = null)
{
    private static readonly string[] RefundWords = ["refund", "refunded", "退款"];

    /// <summary>When, in UTC where the value names no zone; needed unless the days are given.</summary>
    public string? Time { get; init; }

    /// <summary>Reads <c>reference=Txn,amount=Sum,order=Order,fee=Fee,kind=Type,time=Date</c>; the problem says what is missing or unknown.</summary>
    public static Result<BillMapping> Parse(string text)
    {
        var columns = new Dictionary<string, string>();
        foreach (var pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (pair.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, { Length: > 0 } column] || name is not ("reference" or "amount" or "order" or "fee" or "kind" or "time"))
                return new Problem(ProblemCode.InvalidRequest, $"'{pair}' is not understood. Write reference=COLUMN,amount=COLUMN and, where there are such columns, order=, fee=, kind=, time=.", "map");
            columns[name] = column;
        }

        if (!columns.TryGetValue("reference", out var reference) || !columns.TryGetValue("amount", out var amount))
            return new Problem(ProblemCode.InvalidRequest, "Say at least which columns hold the provider's number and the amount: reference=COLUMN,amount=COLUMN.", "map");
        return new BillMapping(reference, amount, columns.GetValueOrDefault("order"), columns.GetValueOrDefault("fee"), columns.GetValueOrDefault("kind")) { Time = columns.GetValueOrDefault("time") };
    }

    internal BillShape ToShape() => new("csv", [.. new[] { Reference, Amount, Order, Fee, Kind, Time }.OfType<string>()], Read);

    private BillLine? Read(BillRow row)
    {
        var isRefund = Kind is null ? row[Amount].StartsWith('-') : RefundWords.Contains(row[Kind].ToLowerInvariant());
        return new BillLine(row.Number, isRefund, row.Required(Reference), row.Amount(Amount))
        {
            OrderNo = Order is null ? "" : row[Order],
            FeeMinor = Fee is null || row[Fee].Length == 0 ? null : row.Amount(Fee).AmountMinor,
            At = Time is null ? null : row.Time(Time, TimeSpan.Zero),
        };
    }
}
