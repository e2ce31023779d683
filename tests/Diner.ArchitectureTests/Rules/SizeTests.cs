using Diner.ArchitectureTests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Diner.ArchitectureTests.Rules;

public sealed class SizeTests
{
    private const int FileLinesMax = 400;
    private const int FileLinesUnexplainedMax = 250;
    private const int MethodLinesMax = 70;
    private const int ModuleLinesMax = 60;
    private const int ParametersMax = 5;

    [Fact]
    public void No_file_is_longer_than_400_lines() => Offenders.MustBeNone(
        Files().Where(file => file.Lines > FileLinesMax).Select(file => $"{file.Path}:{file.Lines}"),
        "A file is one use case. Find the second one in it and move it out.");

    [Fact]
    public void A_file_over_250_lines_starts_with_a_comment_that_says_why() => Offenders.MustBeNone(
        from file in Files()
        where file.Lines > FileLinesUnexplainedMax && !file.FirstLine.StartsWith("//", StringComparison.Ordinal) && !file.FirstLine.StartsWith("@*", StringComparison.Ordinal)
        select $"{file.Path}:{file.Lines}",
        "Split it, or say in a comment on its first line why it is better whole.");

    [Fact]
    public void No_method_is_longer_than_70_lines() => Offenders.MustBeNone(
        from source in Source.All
        from node in source.Nodes<SyntaxNode>()
        where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
        where node.Lines() > MethodLinesMax
        select $"{source.At(node)} {node.Name()}: {node.Lines()} lines",
        "Take whole steps out of it and give them names.");

    [Fact]
    public void A_module_class_fits_on_one_screen() => Offenders.MustBeNone(
        from source in Source.Shipped
        where source.IsModule && source.Path.EndsWith("Module.cs", StringComparison.Ordinal) && source.Root.Lines() > ModuleLinesMax
        select $"{source.Path}: {source.Root.Lines()} lines",
        "A module's class lists services, tables, routes and jobs. Move the details of one of them into a file of its own.");

    // A record is a value: its parameters are its fields. An override's and an implementation's signature belong to another.
    // A log message's parameters are its holes. The CancellationToken is asked of every method with I/O and carries no concept.
    [Fact]
    public void Nothing_takes_more_than_five_parameters() => Offenders.MustBeNone(
        from source in Source.Shipped
        from list in source.Nodes<ParameterListSyntax>()
        where !IsExcepted(list.Parent!)
        let count = list.Parameters.Count(parameter => parameter.Type?.ToString() is not "CancellationToken")
        where count > ParametersMax
        select $"{source.At(list.Parent!)} {list.Parent!.Name()}: {count} parameters",
        "More than five means a concept is missing: name it and pass a record.");

    private static bool IsExcepted(SyntaxNode owner) => owner switch
    {
        RecordDeclarationSyntax => true,
        MethodDeclarationSyntax method => method.Is(SyntaxKind.OverrideKeyword) || method.ExplicitInterfaceSpecifier is not null || method.HasAttribute("LoggerMessage"),
        _ => false,
    };

    private static IEnumerable<(string Path, int Lines, string FirstLine)> Files() =>
        from directory in (string[])["src", "tests", "bench"]
        from file in Repo.Files(directory, ".cs", ".razor")
        let path = Repo.Relative(file)
        where !path.StartsWith("src/Diner.Migrations.", StringComparison.Ordinal)
        let lines = File.ReadAllLines(file)
        select (path, lines.Length, lines.FirstOrDefault() ?? "");
}
