using System.Xml.Linq;
using Diner.ArchitectureTests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Diner.ArchitectureTests.Rules;

public sealed class DisciplineTests
{
    // Who may catch everything, and why. Elsewhere an exception is a bug, and ends where bugs end.
    private static readonly Dictionary<string, string> CatchAllAllowed = new()
    {
        ["src/Diner.Data/Lanes/"] = "a lane hands a failure to whom it concerns and goes on",
        ["src/Diner.Data/Jobs/"] = "a job logs the failure and runs again",
        ["src/Diner.Data/Events/EventFollower.cs"] = "a follower logs the failure and looks again",
        ["src/Diner.Data/LongWork/WorkRunner.cs"] = "work that throws is tried again, then failed with a sentence; a renewal that fails is tried again",
        ["src/Modules/Delivery/Mail/SendMail.cs"] = "the mail outbox: a failed message is recorded on its row and tried again",
        ["src/Diner.Host/"] = "the edge of the process: a plain sentence and exit code 1, or a problem response",
    };

    private static readonly string[] MustBeBanned =
        ["P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.Now", "P:System.DateTimeOffset.UtcNow", "M:System.Guid.NewGuid", "M:System.Guid.CreateVersion7"];

    [Fact]
    public void The_banned_symbols_are_listed_and_the_analyzer_reads_them()
    {
        var listed = Repo.Read("BannedSymbols.txt").Split('\n').Select(line => line.Split(';')[0]);
        Assert.Empty(MustBeBanned.Except(listed));
        var props = XDocument.Load(Path.Combine(Repo.Root, "Directory.Build.props"));
        Assert.Contains(props.Descendants("PackageReference"), r => r.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Contains(props.Descendants("AdditionalFiles"), f => f.Attribute("Include")!.Value.EndsWith("BannedSymbols.txt", StringComparison.Ordinal));
        Assert.Equal("true", props.Descendants("TreatWarningsAsErrors").Single().Value);
    }

    [Fact]
    public void Nobody_switches_the_banned_symbols_off() => Offenders.MustBeNone(
        Repo.Files("src", ".cs", ".razor", ".csproj", ".props", ".editorconfig").Where(file => File.ReadAllText(file).Contains("RS0030", StringComparison.Ordinal)).Select(Repo.Relative),
        "Time comes from TimeProvider, ids from IdSource; there is no case in which they cannot.");

    // Failures of one meaning have many types: a filter that names the types, or asks a predicate about the failure, narrows the catch.
    [Fact]
    public void Only_the_edges_catch_every_exception() => Offenders.MustBeNone(
        from source in Source.Shipped
        where !CatchAllAllowed.Keys.Any(source.Path.StartsWith)
        from clause in source.Nodes<CatchClauseSyntax>()
        where clause.Declaration?.Type.ToString() is null or "Exception" or "System.Exception"
        where !Rethrows(clause) && !IsNarrowed(clause)
        select source.At(clause),
        "Catch what you expect, by type. An expected outcome is a value; the rest belongs to the lane, the job, the follower or the host.");

    [Fact]
    public void There_are_no_regions() => Offenders.MustBeNone(
        from source in Source.All
        from region in source.Root.DescendantNodes(descendIntoTrivia: true).OfType<RegionDirectiveTriviaSyntax>()
        select source.At(region),
        "What needs a region needs a file.");

    [Fact]
    public void Nothing_is_left_to_be_done_later() => Offenders.MustBeNone(
        from source in Source.All
        from trivia in source.Root.DescendantTrivia()
        where trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia
        where ((string[])["TODO", "FIXME", "HACK", "XXX"]).Any(mark => trivia.ToFullString().Contains(mark, StringComparison.Ordinal))
        select source.At(trivia.GetLocation()),
        "Do it, or file an issue; the code says what is.");

    [Fact]
    public void Nothing_is_not_implemented() => Offenders.MustBeNone(
        from source in Source.All
        from creation in source.Nodes<ObjectCreationExpressionSyntax>()
        where creation.Type.ToString().EndsWith("NotImplementedException", StringComparison.Ordinal)
        select source.At(creation),
        "Write it, or leave the member out.");

    [Fact]
    public void Logging_goes_through_generated_methods() => Offenders.MustBeNone(
        from source in Source.Shipped
        from call in source.Nodes<MemberAccessExpressionSyntax>()
        where call.Name.Identifier.Text is "LogTrace" or "LogDebug" or "LogInformation" or "LogWarning" or "LogError" or "LogCritical"
        where call.Expression.ToString().EndsWith("logger", StringComparison.OrdinalIgnoreCase)
        select source.At(call),
        "Write a [LoggerMessage] method: its holes are named, and a reviewer sees at one place what is logged.");

    private static bool IsNarrowed(CatchClauseSyntax clause) => clause.Filter?.FilterExpression.DescendantNodesAndSelf().Any(node => node switch
    {
        IsPatternExpressionSyntax => true,
        InvocationExpressionSyntax asked => asked.ArgumentList.Arguments.Any(argument => argument.ToString() == clause.Declaration?.Identifier.Text),
        _ => false,
    }) == true;

    private static bool Rethrows(CatchClauseSyntax clause) => clause.Block.Statements.LastOrDefault() is ThrowStatementSyntax { Expression: null };
}
