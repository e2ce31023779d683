using System.Text.RegularExpressions;

namespace Diner.ArchitectureTests.Rules;

/// <summary>Links of a Markdown text to files of the repo.</summary>
internal static partial class Links
{
    /// <summary>Relative targets, without their anchors. Addresses elsewhere are left out.</summary>
    public static IEnumerable<string> In(string markdown) =>
        from Match match in Target().Matches(markdown)
        let target = match.Groups[1].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
        select target;

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Target();
}
