namespace Diner.Insights.Numbers;

/// <summary>What a log-linear fit found.</summary>
/// <param name="Coefficients">Of the columns: logarithms of factors.</param>
/// <param name="Expected">Of each row, those without weight too.</param>
/// <param name="Dispersion">Variance over mean, at least 1.</param>
/// <param name="Errors">Standard errors of the coefficients, with the dispersion in them.</param>
internal sealed record LogLinearFit(double[] Coefficients, double[] Expected, double Dispersion, double[] Errors);

/// <summary>
/// Counts as products of factors: Poisson regression with a logarithmic link by Newton's method, standard errors by quasi-likelihood
/// (McCullagh and Nelder, Generalized Linear Models, 9.2).
/// </summary>
internal static class LogLinear
{
    private const int StepsMax = 60;
    private const double Precision = 1e-9;

    // So small that it decides nothing but what the counts leave open, such as a column that is nowhere.
    private const double Ridge = 1e-6;

    /// <param name="counts">One a row.</param>
    /// <param name="rows">The columns of each row; the first column is 1 everywhere.</param>
    /// <param name="has">Rows that count; the others are only told what is expected of them.</param>
    public static LogLinearFit Fit(double[] counts, double[][] rows, bool[] has)
    {
        var width = rows[0].Length;
        var used = Enumerable.Range(0, rows.Length).Where(i => has[i]).ToArray();
        var beta = new double[width];
        beta[0] = Math.Log(Math.Max(used.Sum(i => counts[i]) / Math.Max(1, used.Length), 1e-3));
        var information = new double[width, width];
        for (var step = 0; step < StepsMax; step++)
        {
            var score = Score(counts, rows, used, beta, information);
            var change = Cholesky.Solve(information, score);
            // A step far out is shortened, so that a first guess which is bad does not throw the fit away.
            var scale = Math.Min(1, 2 / Math.Max(1e-12, change.Max(Math.Abs)));
            for (var j = 0; j < width; j++)
                beta[j] += scale * change[j];
            if (change.Max(Math.Abs) < Precision)
                break;
        }

        var expected = rows.Select(row => Mean(row, beta)).ToArray();
        var pearson = used.Sum(i => (counts[i] - expected[i]) * (counts[i] - expected[i]) / Math.Max(expected[i], 1e-9));
        var dispersion = Math.Max(1, pearson / Math.Max(1, used.Length - width));
        Score(counts, rows, used, beta, information);
        var errors = Cholesky.InverseDiagonal(information).Select(v => Math.Sqrt(v * dispersion)).ToArray();
        return new LogLinearFit(beta, expected, dispersion, errors);
    }

    private static double[] Score(double[] counts, double[][] rows, int[] used, double[] beta, double[,] information)
    {
        var width = beta.Length;
        var score = new double[width];
        Array.Clear(information);
        foreach (var i in used)
        {
            var row = rows[i];
            var mean = Mean(row, beta);
            for (var j = 0; j < width; j++)
            {
                if (row[j] == 0)
                    continue;
                score[j] += row[j] * (counts[i] - mean);
                for (var k = 0; k <= j; k++)
                    information[j, k] += row[j] * row[k] * mean;
            }
        }

        for (var j = 0; j < width; j++)
        {
            score[j] -= Ridge * beta[j];
            information[j, j] += Ridge;
        }

        return score;
    }

    private static double Mean(double[] row, double[] beta)
    {
        var sum = 0.0;
        for (var j = 0; j < row.Length; j++)
            sum += row[j] * beta[j];
        return Math.Exp(Math.Min(sum, 40));
    }
}

/// <summary>Solves systems whose matrix is symmetric and positive; only its lower half is read.</summary>
internal static class Cholesky
{
    public static double[] Solve(double[,] matrix, double[] right) => Solve(Factor(matrix), (double[])right.Clone(), right.Length);

    public static double[] InverseDiagonal(double[,] matrix)
    {
        var width = matrix.GetLength(0);
        var factor = Factor(matrix);
        return [.. Enumerable.Range(0, width).Select(j => Solve(factor, [.. Enumerable.Range(0, width).Select(i => i == j ? 1.0 : 0.0)], width)[j])];
    }

    private static double[] Solve(double[,] lower, double[] x, int width)
    {
        for (var i = 0; i < width; i++)
        {
            for (var k = 0; k < i; k++)
                x[i] -= lower[i, k] * x[k];
            x[i] /= lower[i, i];
        }

        for (var i = width - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < width; k++)
                x[i] -= lower[k, i] * x[k];
            x[i] /= lower[i, i];
        }

        return x;
    }

    private static double[,] Factor(double[,] matrix)
    {
        var width = matrix.GetLength(0);
        var lower = new double[width, width];
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                    sum -= lower[i, k] * lower[j, k];
                lower[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / lower[j, j];
            }
        }

        return lower;
    }
}
