using System.Text.RegularExpressions;
using Diner.ArchitectureTests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Diner.ArchitectureTests.Rules;

public sealed partial class RefusalTextTests
{
    // Names of that form that are no reasons: a field of a form.
    private const string Field = "keys_max";

    [Theory]
    [InlineData("src/Diner.Web/Text/WorkText.resx")]
    [InlineData("src/Diner.Web/Text/WorkText.en.resx")]
    public void Every_reason_for_which_a_job_is_refused_has_its_words(string texts)
    {
        var known = Repo.Read(texts);
        Offenders.MustBeNone(
            from source in Source.Shipped
            where !source.Path.Contains("/Migrations/", StringComparison.Ordinal)
            from literal in source.Nodes<LiteralExpressionSyntax>()
            where literal.IsKind(SyntaxKind.StringLiteralExpression) && Reason().IsMatch(literal.Token.ValueText) && literal.Token.ValueText != Field
            where !known.Contains($"\"Failure_{literal.Token.ValueText}\"", StringComparison.Ordinal)
            select $"{source.At(literal)}: {literal.Token.ValueText}",
            $"Add Failure_… to {texts}.");
    }

    [GeneratedRegex("^(sheet|goods|keys|orders)_[a-z0-9]+(_[a-z0-9]+)*$")]
    private static partial Regex Reason();
}
