using System.Globalization;
using System.Security.Cryptography;

namespace Diner.Ordering.Checkout;

/// <summary>
/// Order numbers people read out: <c>D261122-7K3M9QXA</c>, the shop's day and eight characters of Crockford's base 32 (no I, L, O, U).
/// Forty random bits: unique with the table's index behind it, and no use to count a shop's trade by.
/// </summary>
internal static class OrderNumbers
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int RandomLength = 8;

    public static string Next(DateTimeOffset now, string timeZone)
    {
        var day = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(timeZone));
        return string.Create(CultureInfo.InvariantCulture, $"D{day:yyMMdd}-{RandomNumberGenerator.GetString(Alphabet, RandomLength)}");
    }
}
