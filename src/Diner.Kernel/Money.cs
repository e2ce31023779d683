using System.Globalization;

namespace Diner.Kernel;

/// <summary>An amount in integer minor units of one currency. Currencies do not mix.</summary>
public readonly record struct Money(long AmountMinor, CurrencyCode Currency)
{
    /// <summary>Yuan, in fen.</summary>
    public static Money Cny(long fen) => new(fen, CurrencyCode.Cny);

    /// <summary>The amount in major units, exact: 1990 fen are 19.90.</summary>
    public decimal Major => (decimal)AmountMinor / Currency.MinorPerMajor;

    /// <summary>True for an amount that needs no payment.</summary>
    public bool IsZero => AmountMinor == 0;

    /// <summary>Adds two amounts of one currency.</summary>
    public static Money operator +(Money left, Money right) => left with { AmountMinor = checked(left.AmountMinor + Same(left, right)) };

    /// <summary>Subtracts two amounts of one currency.</summary>
    public static Money operator -(Money left, Money right) => left with { AmountMinor = checked(left.AmountMinor - Same(left, right)) };

    /// <summary>The amount that many times.</summary>
    public static Money operator *(Money money, int times) => money with { AmountMinor = checked(money.AmountMinor * times) };

    /// <summary>
    /// A share in hundredths of a percent, rounded half away from zero to a whole minor unit. What is left for the other side
    /// is the whole minus this share, so the parts always sum to the whole.
    /// </summary>
    public Money Share(int basisPoints) =>
        this with { AmountMinor = (long)decimal.Round((decimal)AmountMinor * basisPoints / 10_000m, 0, MidpointRounding.AwayFromZero) };

    /// <summary>
    /// Reads what payment channels send: "1", "9.9", "9.90", "9.9000". False for a sign, an exponent, a group separator,
    /// more than 12 digits before the point, or a fraction of a minor unit that is not zero.
    /// </summary>
    public static bool TryParseMajor(string? text, CurrencyCode currency, out Money money)
    {
        money = default;
        if (text is null || text.Length is 0 or > 24 || !text.All(c => char.IsAsciiDigit(c) || c == '.'))
            return false;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var major) || major >= 1_000_000_000_000m)
            return false;
        var minor = major * currency.MinorPerMajor;
        if (minor != decimal.Truncate(minor))
            return false;
        money = new Money((long)minor, currency);
        return true;
    }

    /// <summary>Major units with the currency's decimals and a point, as channels want it: "19.90".</summary>
    public string ToMajorString() => Major.ToString(Currency.Decimals == 0 ? "0" : "0.00", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => $"{ToMajorString()} {Currency}";

    private static long Same(Money left, Money right) => left.Currency == right.Currency
        ? right.AmountMinor
        : throw new InvalidOperationException($"{left.Currency} and {right.Currency} do not mix.");
}
