using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diner.ArchitectureTests.Tree;

/// <summary>A parsed C# file of the repo.</summary>
/// <param name="Path">From the root of the repo.</param>
/// <param name="Root">Its syntax.</param>
internal sealed record Source(string Path, SyntaxNode Root)
{
    private static readonly Lazy<IReadOnlyList<Source>> Product = new(() => Parse("src"));
    private static readonly Lazy<IReadOnlyList<Source>> Trials = new(() => [.. Parse("tests"), .. Parse("bench")]);

    /// <summary>What we ship, without generated migrations.</summary>
    public static IReadOnlyList<Source> Shipped => Product.Value;

    /// <summary>What we ship, and the tests and benchmarks.</summary>
    public static IReadOnlyList<Source> All => [.. Product.Value, .. Trials.Value];

    /// <summary>The project it belongs to, the last part of its name: <c>Vault</c> of <c>Diner.Vault</c>.</summary>
    public string Project => Path.Split('/') is ["src", "Modules", var module, ..] ? module : Path.Split('/')[1].Replace("Diner.", "", StringComparison.Ordinal);

    /// <summary>True inside src/Modules.</summary>
    public bool IsModule => Path.StartsWith("src/Modules/", StringComparison.Ordinal);

    /// <summary>All nodes of a kind.</summary>
    public IEnumerable<T> Nodes<T>()
        where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    /// <summary>Where a node starts, as a compiler writes it.</summary>
    public string At(SyntaxNode node) => At(node.GetLocation());

    /// <summary>Where a token, a comment or a node starts.</summary>
    public string At(Location location) => $"{Path}:{location.GetLineSpan().StartLinePosition.Line + 1}";

    private static IReadOnlyList<Source> Parse(string directory) =>
        [.. Repo.Files(directory, ".cs").Where(file => !IsGenerated(Repo.Relative(file))).Select(Parsed)];

    private static Source Parsed(string file)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse);
        return new Source(Repo.Relative(file), CSharpSyntaxTree.ParseText(File.ReadAllText(file), options).GetRoot());
    }

    // The tool writes Migrations/ and the model's snapshot; Guards.cs is written by hand.
    private static bool IsGenerated(string path) =>
        path.StartsWith("src/Diner.Migrations.", StringComparison.Ordinal) && !path.EndsWith("/Guards.cs", StringComparison.Ordinal);
}
