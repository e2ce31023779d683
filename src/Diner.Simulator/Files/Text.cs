using System.Globalization;

namespace Diner.Simulator.Files;

/// <summary>Values as files have them.</summary>
internal static class Text
{
    /// <summary>RFC 3339 with the shop's offset: 2024-05-01T20:15:09+08:00.</summary>
    public static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>12.50.</summary>
    public static string Money(long minor) => (minor / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>The part of an amount that falls on each of some, to four decimals, so that all of them together are the amount again.</summary>
    public static string Each(long minor, int of) => (minor / 100m / of).ToString("0.00##", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Buyer(int number) => FormattableString.Invariant($"buyer{number:D7}");

    public static string Device(int number) => FormattableString.Invariant($"device{number:D7}");

    public static string Visit(long number) => FormattableString.Invariant($"V{number:D9}");
}
