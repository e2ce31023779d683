using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Diner.Data.Audit;

/// <summary>
/// The hash that chains a row to the one before: SHA-256 over that row's hash and this row's fields as a JSON array, which leaves no
/// doubt where one field ends. Whoever changes, drops or inserts a row must remake every hash after it, up to one that somebody kept.
/// </summary>
internal static class AuditChain
{
    /// <summary>What the first row is chained to.</summary>
    public static readonly byte[] Start = new byte[SHA256.HashSizeInBytes];

    public static byte[] Hash(byte[] previous, AuditRow row) => SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes(Text(row))]);

    /// <summary>The row's fields as they are hashed.</summary>
    public static string Text(AuditRow row)
    {
        object?[] fields =
        [
            row.Number, Time(row.At), (int)row.ActorKind, row.ActorId, row.ActorName, row.Address, row.Action, row.MerchantId?.Value, row.ShopId?.Value,
            row.Subject, row.SubjectId, row.Before, row.After, row.Succeeded, row.Why,
        ];
        return JsonSerializer.Serialize(fields);
    }

    // Whole microseconds: what both databases keep.
    private static string Time(DateTimeOffset at) => (at.UtcTicks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);
}
