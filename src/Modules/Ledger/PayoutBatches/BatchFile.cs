using System.Globalization;
using System.Text;
using Diner.Kernel;
using Diner.Ledger.Destinations;

namespace Diner.Ledger.PayoutBatches;

/// <summary>One line of a batch.</summary>
/// <param name="Number">Our number of the pay-out.</param>
/// <param name="Amount">How much.</param>
/// <param name="To">Where it goes.</param>
internal sealed record BatchLine(string Number, Money Amount, PayoutDestination To);

/// <summary>
/// Writes a batch as the bank or Alipay takes it: CSV by RFC 4180. The bank's in columns of one's choice; Alipay's in the form of its template
/// for payments to many (批量付款): a title, headings, then number, account, name, amount, note.
/// </summary>
internal static class BatchFile
{
    private const string AlipayTitle = "支付宝批量付款文件模板（前面两行请勿删除）";
    private static readonly string[] AlipayHeadings = ["序号（必填）", "收款方支付宝账号（必填）", "收款方姓名（必填）", "金额（必填，单位：元）", "备注（选填）"];

    public static string Bank(IReadOnlyList<(string Heading, FileField Field)> columns, IReadOnlyList<BatchLine> lines) =>
        Text([columns.Select(column => column.Heading), .. lines.Select((line, i) => columns.Select(column => Cell(column.Field, line, i + 1)))]);

    public static string Alipay(IReadOnlyList<BatchLine> lines) => Text(
    [
        [AlipayTitle],
        AlipayHeadings,
        .. lines.Select((line, i) => (IEnumerable<string>)[Number(i + 1), line.To.AccountNo, line.To.Holder, line.Amount.ToMajorString(), Memo(line)]),
    ]);

    private static string Cell(FileField field, BatchLine line, int number) => field switch
    {
        FileField.Line => Number(number),
        FileField.Account => line.To.AccountNo,
        FileField.Holder => line.To.Holder,
        FileField.Bank => line.To.Bank,
        FileField.Amount => line.Amount.ToMajorString(),
        FileField.Currency => line.Amount.Currency.Code,
        FileField.Memo => Memo(line),
        FileField.Number => line.Number,
        _ => throw new InvariantException($"unknown field {field}"),
    };

    private static string Memo(BatchLine line) => $"货款 {line.Number}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(Quoted)).Append("\r\n");
        return text.ToString();
    }

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
