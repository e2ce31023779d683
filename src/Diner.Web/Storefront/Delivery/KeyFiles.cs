using System.Text;
using Diner.Vault.Keys;
using Diner.Web.Kit;

namespace Diner.Web.Storefront.Delivery;

/// <summary>
/// Keys as files. The text file holds them exactly, one a line. The table is made for spreadsheets: RFC 4180 with a byte order mark, and a
/// value that a spreadsheet would run as a formula has an apostrophe before it.
/// </summary>
internal static class KeyFiles
{
    /// <summary>One key a line, exactly as it was imported.</summary>
    public static byte[] Text(IReadOnlyList<KeyText> keys) => Encoding.UTF8.GetBytes(string.Concat(keys.Select(key => key.Text + "\r\n")));

    /// <summary>A column per field, or one column when the keys have no fields.</summary>
    public static byte[] Csv(IReadOnlyList<KeyText> keys)
    {
        var fields = keys.SelectMany(key => key.Fields.Keys).Distinct().ToArray();
        var csv = new StringBuilder("\uFEFF");
        csv.AppendJoin(',', (fields.Length == 0 ? ["key"] : fields).Select(SheetCell.Csv)).Append("\r\n");
        foreach (var key in keys)
            csv.AppendJoin(',', (fields.Length == 0 ? [key.Text] : fields.Select(field => key.Fields.GetValueOrDefault(field, ""))).Select(SheetCell.Csv)).Append("\r\n");
        return Encoding.UTF8.GetBytes(csv.ToString());
    }
}
