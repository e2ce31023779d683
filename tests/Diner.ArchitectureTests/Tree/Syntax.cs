using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diner.ArchitectureTests.Tree;

/// <summary>Questions the rules ask of syntax.</summary>
internal static class Syntax
{
    /// <summary>True with that modifier.</summary>
    public static bool Is(this MemberDeclarationSyntax member, SyntaxKind modifier) => member.Modifiers.Any(modifier);

    /// <summary>True when other assemblies see it: it and all types around it are public. Members of a public interface or enum are.</summary>
    public static bool IsVisible(this MemberDeclarationSyntax member) => member switch
    {
        EnumMemberDeclarationSyntax => IsVisible((MemberDeclarationSyntax)member.Parent!),
        { Parent: InterfaceDeclarationSyntax around } => IsVisible(around) && !member.Is(SyntaxKind.PrivateKeyword) && !member.Is(SyntaxKind.InternalKeyword),
        _ => member.Is(SyntaxKind.PublicKeyword) && (member.Parent is not BaseTypeDeclarationSyntax around || IsVisible(around)),
    };

    /// <summary>What a reader calls it.</summary>
    public static string Name(this SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        EventDeclarationSyntax declared => declared.Identifier.Text,
        EnumMemberDeclarationSyntax member => member.Identifier.Text,
        BaseFieldDeclarationSyntax field => string.Join(", ", field.Declaration.Variables.Select(v => v.Identifier.Text)),
        IndexerDeclarationSyntax => "this[]",
        OperatorDeclarationSyntax op => $"operator {op.OperatorToken.Text}",
        ConversionOperatorDeclarationSyntax conversion => $"operator {conversion.Type}",
        _ => node.Kind().ToString(),
    };

    /// <summary>Lines from its first to its last token, comments above it not counted.</summary>
    public static int Lines(this SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    /// <summary>True with a documentation comment above it.</summary>
    public static bool HasDoc(this SyntaxNode node) =>
        node.GetLeadingTrivia().Any(t => t.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || t.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia));

    /// <summary>True with an attribute of that name.</summary>
    public static bool HasAttribute(this MemberDeclarationSyntax member, string name) =>
        member.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == name);

    /// <summary>The identifiers written in a piece of code; comments do not count.</summary>
    public static IEnumerable<string> Identifiers(this SyntaxNode node) =>
        node.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText);
}
