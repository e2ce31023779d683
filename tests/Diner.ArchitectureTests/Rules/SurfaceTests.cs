using Diner.ArchitectureTests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Diner.ArchitectureTests.Rules;

public sealed class SurfaceTests
{
    private static readonly string[] SuffixesRefused = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Service"];

    [Fact]
    public void A_public_type_of_a_module_is_used_from_outside_it() => Offenders.MustBeNone(
        from module in PublicSurface.Modules
        from type in module.UnusedTypes()
        select type,
        "Internal is the default. Make it internal; it becomes public when another module needs it.");

    [Fact]
    public void A_class_that_nobody_inherits_is_sealed()
    {
        var inherited = Source.All.SelectMany(source => source.Nodes<BaseListSyntax>()).SelectMany(list => list.Identifiers()).ToHashSet();
        Offenders.MustBeNone(
            from source in Source.Shipped
            from type in source.Nodes<TypeDeclarationSyntax>()
            where type.Kind() is SyntaxKind.ClassDeclaration or SyntaxKind.RecordDeclaration
            where !IsSealed(source, type) && !inherited.Contains(type.Identifier.Text)
            select $"{source.At(type)} {type.Identifier.Text}",
            "Seal it: inheritance is decided, not left open.");
    }

    [Fact]
    public void No_type_is_a_manager_a_helper_a_util_or_a_service() => Offenders.MustBeNone(
        from source in Source.Shipped
        from type in source.Nodes<BaseTypeDeclarationSyntax>()
        where SuffixesRefused.Any(suffix => type.Identifier.Text.EndsWith(suffix, StringComparison.Ordinal))
        select $"{source.At(type)} {type.Identifier.Text}",
        "Name it after what it does: nouns for types, verbs for use cases.");

    [Fact]
    public void Every_public_member_is_documented() => Offenders.MustBeNone(
        from source in Source.Shipped
        from member in source.Nodes<MemberDeclarationSyntax>()
        where member is not BaseNamespaceDeclarationSyntax && member.IsVisible() && !member.HasDoc() && !IsOtherPart(source, member)
        select $"{source.At(member)} {member.Name()}",
        "Others read this: say what it means, its unit, its limits and how it fails. <inheritdoc/> when the interface says so.");

    [Fact]
    public void A_cancellation_token_comes_last_and_has_no_default() => Offenders.MustBeNone(
        from source in Source.Shipped
        from list in source.Nodes<ParameterListSyntax>()
        where list.Parent is MethodDeclarationSyntax method && !method.Is(SyntaxKind.OverrideKeyword)
        from parameter in list.Parameters
        where parameter.Type?.ToString() == "CancellationToken"
        where parameter.Default is not null || list.Parameters.SkipWhile(p => p != parameter).Skip(1).Any(p => !p.Modifiers.Any(SyntaxKind.ParamsKeyword))
        select $"{source.At(parameter)} {list.Parent!.Name()}",
        "A default is a call that cannot be stopped. Put `CancellationToken ct` last, without one; only `params` may follow.");

    // The other parts of a partial type may say sealed, abstract or static for it.
    private static bool IsSealed(Source source, TypeDeclarationSyntax type) => Parts(source, type).Any(part =>
        part.Is(SyntaxKind.SealedKeyword) || part.Is(SyntaxKind.AbstractKeyword) || part.Is(SyntaxKind.StaticKeyword));

    private static bool IsOtherPart(Source source, MemberDeclarationSyntax member) =>
        member is TypeDeclarationSyntax type && type.Is(SyntaxKind.PartialKeyword) && Parts(source, type).Any(part => part.HasDoc());

    private static IEnumerable<TypeDeclarationSyntax> Parts(Source source, TypeDeclarationSyntax type) => type.Is(SyntaxKind.PartialKeyword)
        ? Source.Shipped.Where(other => other.Project == source.Project).SelectMany(other => other.Nodes<TypeDeclarationSyntax>()).Where(other => other.Identifier.Text == type.Identifier.Text)
        : [type];
}
