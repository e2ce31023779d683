using System.Text.RegularExpressions;
using Diner.ArchitectureTests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Diner.ArchitectureTests.Rules;

public sealed partial class AuditTextTests
{
    // Where names with a dot are something else: events (ours and Stripe's), permissions, values of mail templates.
    private static readonly string[] NotHere = ["Events.cs", "/Permission.cs", "LetterTemplates.cs", "/StripeMoneyBack.cs"];

    // Names with a dot that no audit row has: kinds of work, events that are followed, fields, columns, files.
    private static readonly HashSet<string> NoActions =
    [
        "audit.export", "doctor.run", "goods.change", "goods.export", "goods.import", "goods.reading", "goods.writing", "keys.export", "bills.compare", "bills.comparing", "keys.import", "keys.reading", "orders.export",
        "order.amount_mismatch", "order.awaiting_stock", "order.delivered", "order.manual", "refund.promised",
        "channel.type", "contact.email", "contact.phone",
        "accounts_staff.email", "catalog_shops.slug", "catalog_shops.domain", "coupons_codes.code",
        "diner.db", "master.key", "gateway.do", "conversations.jsonl", "parameters.json", "truth.json",
    ];

    [Theory]
    [InlineData("src/Diner.Web/Text/AuditText.resx")]
    [InlineData("src/Diner.Web/Text/AuditText.en.resx")]
    public void Every_action_of_the_audit_trail_has_its_words(string texts)
    {
        var known = Repo.Read(texts);
        Offenders.MustBeNone(
            from source in Source.Shipped
            where !NotHere.Any(source.Path.EndsWith)
            from literal in source.Nodes<LiteralExpressionSyntax>()
            where literal.IsKind(SyntaxKind.StringLiteralExpression) && Name().IsMatch(literal.Token.ValueText)
            where !NoActions.Contains(literal.Token.ValueText) && !known.Contains($"\"Action_{literal.Token.ValueText}\"", StringComparison.Ordinal)
            select $"{source.At(literal)}: {literal.Token.ValueText}",
            $"Add Action_… to {texts}; what is no action of the audit trail is named in this test.");
    }

    [GeneratedRegex(@"^[a-z]+(_[a-z]+)*\.(?!txt$|csv$|xlsx$|php$)[a-z]+(_[a-z]+)*$")]
    private static partial Regex Name();
}
