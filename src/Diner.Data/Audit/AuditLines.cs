using System.Globalization;
using System.Text.Json;

namespace Diner.Data.Audit;

/// <summary>What came of an export.</summary>
internal sealed record AuditExported(long Rows, long Head, string HeadHash);

/// <summary>Rows of the trail as lines of a file.</summary>
internal static class AuditLines
{
    public const string CsvHeader = "number,at,actor_kind,actor_id,actor_name,address,action,merchant_id,shop_id,subject,subject_id,before,after,succeeded,why,hash";

    // A spreadsheet runs what begins so as a formula (OWASP, CSV injection).
    private const string FormulaStarts = "=+-@\t\r";

    public static string Csv(AuditRow row) => string.Join(',', new[]
    {
        Number(row.Number), Time(row.At), row.ActorKind.ToString(), Id(row.ActorId), row.ActorName, row.Address, row.Action, Id(row.MerchantId?.Value), Id(row.ShopId?.Value),
        row.Subject, Id(row.SubjectId), row.Before ?? "", row.After ?? "", row.Succeeded ? "true" : "false", row.Why, Hex(row.Hash),
    }.Select(Cell));

    public static string CsvHead(AuditHead head) => $"head,{Number(head.Number)},{Hex(head.Hash)}";

    /// <summary>The row for a program: <c>sealed</c> is the very text its hash was computed from, after the 32 bytes of the hash before.</summary>
    public static string Json(AuditRow row) => JsonSerializer.Serialize(new
    {
        number = row.Number,
        at = Time(row.At),
        actor = row.ActorName,
        action = row.Action,
        subject = row.Subject,
        succeeded = row.Succeeded,
        @sealed = AuditChain.Text(row),
        hash = Hex(row.Hash),
    });

    public static string JsonHead(AuditHead head) => JsonSerializer.Serialize(new { head = head.Number, hash = Hex(head.Hash) });

    private static string Cell(string text)
    {
        var safe = text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    private static string Id(Guid? id) => id?.ToString("D") ?? "";

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
