using System.Text.Json;
using Diner.Data.Audit;

namespace Diner.Web.Audit;

/// <summary>One field that changed, before and after; null where there was none.</summary>
internal sealed record AuditChange(string Field, string? Before, string? After)
{
    /// <summary>The fields of a row that changed, in the order they are kept.</summary>
    public static IReadOnlyList<AuditChange> Of(AuditView row)
    {
        var (before, after) = (Fields(row.Before), Fields(row.After));
        return [.. before.Keys.Union(after.Keys).Select(field => new AuditChange(field, before.GetValueOrDefault(field), after.GetValueOrDefault(field)))];
    }

    private static Dictionary<string, string> Fields(string? json)
    {
        if (json is null)
            return [];
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.ToString());
    }
}
