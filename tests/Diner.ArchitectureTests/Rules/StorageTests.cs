using System.Text.RegularExpressions;
using Diner.ArchitectureTests.Tree;
using Diner.Data.Storage;
using Diner.Testing;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace Diner.ArchitectureTests.Rules;

public sealed partial class StorageTests
{
    // Who may read others' tables, and why.
    private static readonly Dictionary<string, string> ForeignSqlAllowed = new()
    {
        ["src/Modules/Settlement/Doctor"] = "the invariants it checks span modules; it only reads",
        ["src/Diner.Host/Doctor"] = "the invariants it checks span modules; it only reads",
    };

    [Fact]
    public async Task Every_table_carries_the_name_of_its_module()
    {
        var tables = await TablesAsync();
        Assert.NotEmpty(tables);
        Offenders.MustBeNone(
            tables.Where(table => table.GetTableName()?.StartsWith($"{ModuleOf(table)}_", StringComparison.Ordinal) != true)
                .Select(table => $"{table.ClrType.FullName}: {table.GetTableName()}"),
            "A table is named module_things, so that its owner can be read off it.");
    }

    [Fact]
    public async Task Entity_types_are_internal() => Offenders.MustBeNone(
        (await TablesAsync()).Where(table => table.ClrType.IsVisible).Select(table => table.ClrType.FullName!),
        "A public entity lets another module join it. Make it internal and offer a view record.");

    [Fact]
    public void A_modules_SQL_names_only_its_own_tables()
    {
        var prefixes = Project.All.Select(project => project.Name.ToLowerInvariant()).ToHashSet();
        Offenders.MustBeNone(
            from source in Source.Shipped
            where !ForeignSqlAllowed.Keys.Any(source.Path.StartsWith) && !source.Project.StartsWith("Migrations.", StringComparison.Ordinal)
            from token in source.Root.DescendantTokens()
            where IsText(token.Kind())
            from Match match in TableNamed().Matches(token.ValueText)
            let owner = match.Groups["owner"].Value
            where prefixes.Contains(owner) && owner != source.Project.ToLowerInvariant()
            select $"{source.At(token.GetLocation())} {match.Groups["table"].Value}",
            "Ask the owner: call its query, or read its events into a table of your own.");
    }

    private static bool IsText(SyntaxKind kind) => kind is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
        or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.Utf8StringLiteralToken;

    private static string ModuleOf(IEntityType table) => table.ClrType.Assembly.GetName().Name!.Replace("Diner.", "", StringComparison.Ordinal).ToLowerInvariant();

    private static async Task<IReadOnlyList<IEntityType>> TablesAsync()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        await using var db = house.Get<Database>().Read();
        return [.. db.Model.GetEntityTypes()];
    }

    [GeneratedRegex(@"\b(?:from|join|into|update|using|table|copy|truncate)\s+(?:only\s+)?(?<table>(?<owner>[a-z]+)_[a-z_]+)", RegexOptions.IgnoreCase)]
    private static partial Regex TableNamed();
}
