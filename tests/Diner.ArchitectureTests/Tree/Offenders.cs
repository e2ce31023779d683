using Xunit;

namespace Diner.ArchitectureTests.Tree;

/// <summary>How a rule answers: every place that breaks it, and what to do there.</summary>
internal static class Offenders
{
    /// <summary>Fails with one line per offender when there are any.</summary>
    public static void MustBeNone(IEnumerable<string> offenders, string advice)
    {
        var found = offenders.Distinct().ToList();
        Assert.True(found.Count == 0, $"{advice}\n{string.Join('\n', found)}");
    }
}
