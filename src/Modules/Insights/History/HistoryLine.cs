using Diner.Insights.Files;
using Diner.Kernel;

namespace Diner.Insights.History;

/// <summary>A line of a store's past as the file has it; money in the minor unit.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="OrderNo">The order's number in the other system.</param>
/// <param name="At">When it was paid, or when the money went back; UTC.</param>
/// <param name="Buyer">Who bought, as the other system names them.</param>
/// <param name="Variant">What was bought, as the other system names it.</param>
internal sealed record HistoryLine(long Line, string OrderNo, DateTimeOffset At, string Buyer, string Variant)
{
    private const int QuantityMax = 1_000_000;
    private const int OrderNoCharsMax = 80;
    private const int BuyerCharsMax = 254;
    private const int NameCharsMax = 80;
    private const decimal MajorMax = 1_000_000_000m;

    // A sum that a program made of binary fractions ends far behind the point; half a minor unit does not.
    private const decimal Slack = 0.0001m;

    public static readonly IReadOnlyList<string> Columns = ["order_no", "paid_at", "buyer", "variant", "quantity", "amount", "unit_cost"];

    /// <summary>A column that a file may have besides.</summary>
    public const string CategoryColumn = "category";

    /// <summary>Units; below zero, or 0 with an amount below zero, when money went back.</summary>
    public required int Quantity { get; init; }

    public required long AmountMinor { get; init; }

    /// <summary>What all units of the line had cost.</summary>
    public required long CostMinor { get; init; }

    /// <summary>The category's name, for a variant that is made; empty for none.</summary>
    public required string Category { get; init; }

    public bool IsReturn => Quantity <= 0;

    /// <summary>The record the table stands on; null, with errors, when it is none.</summary>
    public static HistoryLine? Read(CsvTable table, CurrencyCode currency, RowErrors errors)
    {
        var before = errors.Count;
        var orderNo = Text(table, "order_no", OrderNoCharsMax, errors);
        if (Rfc3339.Read(table["paid_at"], out var at) is { } wrongTime)
            errors.Add(table.Line, "paid_at", wrongTime);
        var buyer = Text(table, "buyer", BuyerCharsMax, errors);
        var variant = Text(table, "variant", NameCharsMax, errors);
        var category = table[CategoryColumn].Length == 0 ? "" : Text(table, CategoryColumn, NameCharsMax, errors);
        var quantity = Number(table, "quantity", errors);
        var amount = Number(table, "amount", errors);
        var cost = Number(table, "unit_cost", errors);
        if (errors.Count > before)
            return null;

        if (quantity != decimal.Truncate(quantity) || Math.Abs(quantity) > QuantityMax)
            errors.Add(table.Line, "quantity", $"'{table["quantity"]}' is no whole number up to {QuantityMax}.");
        if (quantity > 0 && amount < 0)
            errors.Add(table.Line, "amount", "The amount is below zero and the quantity is not. Money that went back has a quantity of 0 or below.");
        if (quantity <= 0 && amount >= 0)
            errors.Add(table.Line, "quantity", "The quantity is not above zero. A line of money that went back has an amount below zero.");
        if (cost < 0)
            errors.Add(table.Line, "unit_cost", "The cost is below zero.");
        if (Minor(amount, currency) is not { } minor)
            errors.Add(table.Line, "amount", $"'{table["amount"]}' has more decimals than {currency} has.");
        else if (errors.Count == before)
            return new HistoryLine(table.Line, orderNo, at, buyer, variant) { Quantity = (int)quantity, AmountMinor = minor, CostMinor = Cost(quantity, cost, currency), Category = category };
        return null;
    }

    private static string Text(CsvTable table, string column, int charsMax, RowErrors errors)
    {
        var text = table[column];
        if (text.Length == 0)
            errors.Add(table.Line, column, "The value is missing.");
        else if (text.Length > charsMax || text.Any(char.IsControl))
            errors.Add(table.Line, column, $"Use at most {charsMax} characters on one line.");
        return text;
    }

    private static decimal Number(CsvTable table, string column, RowErrors errors)
    {
        const System.Globalization.NumberStyles Plain = System.Globalization.NumberStyles.AllowDecimalPoint | System.Globalization.NumberStyles.AllowLeadingSign;
        var text = table[column];
        if (text.Length > 0 && decimal.TryParse(text, Plain, System.Globalization.CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < MajorMax)
            return number;
        errors.Add(table.Line, column, text.Length == 0 ? "The number is missing." : $"'{Shortened.Of(text)}' is no number. Write it like 12.50.");
        return 0;
    }

    private static long? Minor(decimal major, CurrencyCode currency)
    {
        var minor = major * currency.MinorPerMajor;
        var whole = decimal.Round(minor, MidpointRounding.AwayFromZero);
        return Math.Abs(minor - whole) < Slack ? (long)whole : null;
    }

    // Half a minor unit of the whole line is rounded away from zero. What went back cost what it had cost.
    private static long Cost(decimal quantity, decimal unitCost, CurrencyCode currency) =>
        quantity <= 0 ? 0 : (long)decimal.Round(quantity * unitCost * currency.MinorPerMajor, MidpointRounding.AwayFromZero);
}
