namespace Diner.Insights.Numbers;

/// <summary>How unlikely a count is. Series and continued fraction of the incomplete gamma function: Abramowitz and Stegun, 6.5.29 and 6.5.31.</summary>
internal static class PoissonTail
{
    private const int StepsMax = 100_000;
    private const double Precision = 1e-14;
    private const double NormalFrom = 1e6;

    private static readonly double[] Lanczos =
        [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];

    /// <summary>
    /// The probability of at least that count where so many are expected, of counts whose variance is the mean times the dispersion:
    /// both are divided by it.
    /// </summary>
    public static double AtLeast(double count, double expected, double dispersion)
    {
        var (shape, mean) = (count / dispersion, expected / dispersion);
        if (shape <= 0)
            return 1;
        if (mean <= 0)
            return 0;
        if (shape > NormalFrom)
            return Normal((shape - mean) / Math.Sqrt(mean));
        return mean < shape + 1 ? Series(shape, mean) : 1 - Fraction(shape, mean);
    }

    /// <summary>The natural logarithm of the gamma function, for arguments above zero.</summary>
    public static double LogGamma(double x)
    {
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
            sum += Lanczos[i] / (x - 1 + i);
        var t = x + Lanczos.Length - 2.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x - 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    private static double Series(double shape, double mean)
    {
        var term = 1 / shape;
        var sum = term;
        for (var n = 1; n < StepsMax && Math.Abs(term) > Math.Abs(sum) * Precision; n++)
            sum += term *= mean / (shape + n);
        return sum * Math.Exp((shape * Math.Log(mean)) - mean - LogGamma(shape));
    }

    private static double Fraction(double shape, double mean)
    {
        var b = mean + 1 - shape;
        var c = 1 / double.Epsilon;
        var d = 1 / b;
        var h = d;
        for (var i = 1; i < StepsMax; i++)
        {
            var a = -i * (i - shape);
            b += 2;
            d = 1 / NotZero((a * d) + b);
            c = NotZero(b + (a / c));
            h *= d * c;
            if (Math.Abs((d * c) - 1) < Precision)
                break;
        }

        return h * Math.Exp((shape * Math.Log(mean)) - mean - LogGamma(shape));
    }

    private static double NotZero(double value) => Math.Abs(value) < 1e-300 ? 1e-300 : value;

    // The upper tail; Abramowitz and Stegun 7.1.26 is too coarse far out, where Mills' ratio is good.
    private static double Normal(double z) => z <= 0 ? 0.5 : Math.Exp(-z * z / 2) / (Math.Sqrt(2 * Math.PI) * (z + (1 / (z + (2 / (z + (3 / (z + 4))))))));
}
