using System.Text.RegularExpressions;
using Diner.ArchitectureTests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diner.ArchitectureTests.Rules;

/// <summary>
/// The public types of one module, and which of them the rest of src needs: by name, by an extension method, or because the signature
/// of a needed one shows them. Tests do not count: they see internals.
/// </summary>
internal sealed partial class PublicSurface
{
    private readonly string _module;
    private readonly List<(Source Source, MemberDeclarationSyntax Type)> _types;

    private PublicSurface(string module)
    {
        _module = module;
        _types =
        [
            .. from source in Source.Shipped
               where source.IsModule && source.Project == module
               from type in source.Nodes<MemberDeclarationSyntax>()
               where type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
               where type.IsVisible() && type.Parent is not BaseTypeDeclarationSyntax
               select (source, type),
        ];
    }

    /// <summary>One per module in the tree.</summary>
    public static IEnumerable<PublicSurface> Modules =>
        Source.Shipped.Where(source => source.IsModule).Select(source => source.Project).Distinct().Select(module => new PublicSurface(module));

    /// <summary>Public types nobody outside needs, with their places.</summary>
    public IEnumerable<string> UnusedTypes()
    {
        var outside = WordsOutside();
        var needed = _types.Where(t => IsNamed(t.Type, outside)).ToHashSet();
        var shown = needed.SelectMany(t => WordsShown(t.Type)).ToHashSet();
        while (_types.Where(t => !needed.Contains(t) && shown.Contains(t.Type.Name())).ToList() is { Count: > 0 } more)
        {
            needed.UnionWith(more);
            shown.UnionWith(more.SelectMany(t => WordsShown(t.Type)));
        }

        return _types.Where(t => !needed.Contains(t)).Select(t => $"{t.Source.At(t.Type)} {t.Type.Name()}");
    }

    private HashSet<string> WordsOutside()
    {
        var code = Source.Shipped.Where(source => source.Project != _module).SelectMany(source => source.Root.Identifiers());
        var pages = Repo.Files("src", ".razor").SelectMany(file => Word().Matches(File.ReadAllText(file)).Select(match => match.Value));
        return [.. code, .. pages];
    }

    private bool IsNamed(MemberDeclarationSyntax type, HashSet<string> outside) =>
        type.Name() == $"{_module}Module"
        || IsEvent(type)
        || outside.Contains(type.Name())
        || (type is ClassDeclarationSyntax { Members: var members } && type.Is(SyntaxKind.StaticKeyword) && members.OfType<MethodDeclarationSyntax>().Any(method => IsExtension(method) && outside.Contains(method.Identifier.Text)));

    // An event is told to whoever will follow it, today or tomorrow: its record is the module's published word.
    private static bool IsEvent(MemberDeclarationSyntax type) =>
        type is RecordDeclarationSyntax { BaseList.Types: var bases } && bases.Any(b => b.Type.ToString() == "IEvent");

    // An extension method is called without its class's name.
    private static bool IsExtension(MethodDeclarationSyntax method) =>
        method.IsVisible() && method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true;

    // What a caller sees of a type: everything but bodies and non-public members.
    private static IEnumerable<string> WordsShown(MemberDeclarationSyntax type) => type switch
    {
        TypeDeclarationSyntax declared =>
        [
            .. declared.ParameterList?.Identifiers() ?? [],
            .. declared.BaseList?.Identifiers() ?? [],
            .. declared.Members.Where(member => member.IsVisible()).SelectMany(member => member is TypeDeclarationSyntax ? WordsShown(member) : Signature(member)),
        ],
        _ => type.Identifiers(),
    };

    private static IEnumerable<string> Signature(MemberDeclarationSyntax member) => member
        .DescendantNodes(node => node is not BlockSyntax and not ArrowExpressionClauseSyntax and not EqualsValueClauseSyntax)
        .OfType<SimpleNameSyntax>().Select(name => name.Identifier.ValueText);

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
