namespace Diner.Kernel;

/// <summary>An ISO 4217 currency code. Only currencies whose minor unit we know can be named.</summary>
public readonly record struct CurrencyCode
{
    /// <summary>Yuan, two decimals: the default of every shop.</summary>
    public static readonly CurrencyCode Cny = new("CNY", 2);

    private static readonly CurrencyCode[] Known =
    [
        Cny, new("USD", 2), new("EUR", 2), new("GBP", 2), new("HKD", 2), new("TWD", 2), new("SGD", 2), new("JPY", 0), new("KRW", 0),
    ];

    /// <summary>Every currency Diner trades in, the yuan first.</summary>
    public static IReadOnlyList<CurrencyCode> All => Known;

    private CurrencyCode(string code, int decimals) => (Code, Decimals) = (code, decimals);

    /// <summary>Three capital letters.</summary>
    public string Code { get; }

    /// <summary>Digits after the point in the major unit; a yuan has two.</summary>
    public int Decimals { get; }

    /// <summary>Minor units in one major unit: 100 fen in a yuan.</summary>
    public long MinorPerMajor => Decimals == 0 ? 1 : 100;

    /// <summary>The currency of that code.</summary>
    /// <exception cref="ArgumentException">The code is not one Diner trades in.</exception>
    public static CurrencyCode Parse(string code) =>
        TryParse(code, out var currency) ? currency : throw new ArgumentException($"Unknown currency '{code}'. Known: {string.Join(' ', Known)}.", nameof(code));

    /// <summary>False when the code is not one Diner trades in.</summary>
    public static bool TryParse(string? code, out CurrencyCode currency)
    {
        currency = Array.Find(Known, known => known.Code == code);
        return currency.Code is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Code ?? "";
}
