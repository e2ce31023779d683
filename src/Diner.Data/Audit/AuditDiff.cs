using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Diner.Kernel;

namespace Diner.Data.Audit;

/// <summary>What changed between two records, as JSON: equal fields are left out, masked ones are written as ***.</summary>
internal static class AuditDiff
{
    private const string Mask = "***";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { MaskSecrets } },
    };

    /// <summary>The two sides to be kept; null where there is none.</summary>
    public static (string? Before, string? After) Of(object? before, object? after)
    {
        var (old, now) = (ToObject(before), ToObject(after));
        if (old is null || now is null)
            return (Text(old), Text(now));
        foreach (var name in old.Select(field => field.Key).Intersect(now.Select(field => field.Key)).ToList())
        {
            if (!JsonNode.DeepEquals(old[name], now[name]))
                continue;
            old.Remove(name);
            now.Remove(name);
        }

        return (Text(old), Text(now));
    }

    private static JsonObject? ToObject(object? record) => record switch
    {
        null => null,
        _ => JsonSerializer.SerializeToNode(record, record.GetType(), Options) as JsonObject ?? throw new InvalidOperationException($"{record.GetType().Name} is no record: the audit trail keeps records."),
    };

    private static string? Text(JsonObject? fields) => fields?.ToJsonString(Options);

    private static void MaskSecrets(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is not MemberInfo member || !member.IsDefined(typeof(MaskedAttribute), inherit: true) || property.Get is not { } get)
                continue;
            Invariant.Require(property.PropertyType == typeof(string), $"{property.Name} is masked, so it is text");
            property.Get = owner => get(owner) is null ? null : Mask;
        }
    }
}
