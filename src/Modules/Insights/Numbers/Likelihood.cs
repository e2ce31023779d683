namespace Diner.Insights.Numbers;

/// <summary>How much likelier one account of a count is than another.</summary>
internal static class Likelihood
{
    /// <summary>The logarithm of how much likelier a count is with a rate of its own than with the expected one (Poisson).</summary>
    public static double OwnRate(double count, double expected) => expected <= 0 ? 0 : (count > 0 ? count * Math.Log(count / expected) : 0) - (count - expected);
}
