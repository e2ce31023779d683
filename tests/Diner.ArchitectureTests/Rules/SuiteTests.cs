using Diner.ArchitectureTests.Tree;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Diner.ArchitectureTests.Rules;

public sealed class SuiteTests
{
    private static readonly string[] Databases = ["DatabaseKind.Sqlite", "DatabaseKind.Postgres"];

    [Fact]
    public void Every_spec_suite_runs_on_both_databases() => Offenders.MustBeNone(
        from suite in Classes()
        where suite.Type.Is(SyntaxKind.AbstractKeyword) && IsOnAHouse(suite.Type) && HasTests(suite.Type)
        from database in Databases
        where !Classes().Any(other => BaseOf(other.Type) == suite.Type.Identifier.Text && other.Type.BaseList!.ToString().Contains(database, StringComparison.Ordinal))
        select $"{suite.Source.At(suite.Type)} {suite.Type.Identifier.Text}: not on {database}",
        "End the suite with one sealed class per database.");

    private static IEnumerable<(Source Source, ClassDeclarationSyntax Type)> Classes() =>
        from source in Source.All
        where source.Path.StartsWith("tests/Diner.Specs/", StringComparison.Ordinal)
        from type in source.Nodes<ClassDeclarationSyntax>()
        select (source, type);

    // A suite may stand on another abstract class that stands on HouseSpecs and has no tests of its own.
    private static bool IsOnAHouse(ClassDeclarationSyntax type) =>
        BaseOf(type) is { } name && (name == "HouseSpecs" || Classes().Any(c => c.Type.Identifier.Text == name && IsOnAHouse(c.Type)));

    private static bool HasTests(ClassDeclarationSyntax type) =>
        type.Members.OfType<MethodDeclarationSyntax>().Any(m => m.AttributeLists.SelectMany(a => a.Attributes).Any(a => a.Name.ToString() is "Fact" or "Theory"));

    private static string? BaseOf(ClassDeclarationSyntax type) => type.BaseList?.Types[0].Type.ToString();
}
