using Diner.Kernel;

namespace Diner.Bench.Stage;

/// <summary>A benchmark that did not do what it says is not a figure: it stops.</summary>
internal static class Require
{
    public static T Value<T>(Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException(result.Problem.Detail);

    public static void That(bool condition, string sentence)
    {
        if (!condition)
            throw new InvalidOperationException($"The benchmark is not valid: {sentence}");
    }
}
