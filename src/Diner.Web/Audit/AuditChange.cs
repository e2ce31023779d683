using System.Text.Json;
using Diner.Data.Audit;

namespace Diner.Web.Audit;

/// <summary>One field that changed, before and after; null where there was none. A field inside another is named with a dot.</summary>
internal sealed record AuditChange(string Field, string? Before, string? After)
{
    /// <summary>The fields of a row that changed, in the order they are kept.</summary>
    public static IReadOnlyList<AuditChange> Of(AuditView row)
    {
        var (before, after) = (Fields(row.Before), Fields(row.After));
        return
        [
            .. before.Keys.Union(after.Keys)
                .Select(field => new AuditChange(field, before.GetValueOrDefault(field), after.GetValueOrDefault(field)))
                .Where(change => change.Before != change.After),
        ];
    }

    private static Dictionary<string, string> Fields(string? json)
    {
        var fields = new Dictionary<string, string>();
        if (json is null)
            return fields;
        using var document = JsonDocument.Parse(json);
        Add(fields, "", document.RootElement);
        return fields;
    }

    private static void Add(Dictionary<string, string> fields, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in value.EnumerateObject())
                Add(fields, name.Length == 0 ? field.Name : $"{name}.{field.Name}", field.Value);
        }
        else if (value.ValueKind == JsonValueKind.String && value.GetString() is ['{', .., '}'] text && TryParse(text) is { } inner)
        {
            using (inner)
                Add(fields, name, inner.RootElement);
        }
        else if (value.ToString() is { Length: > 0 } said)
        {
            fields[name] = said;
        }
    }

    // Settings are kept as text that is JSON itself.
    private static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
