using System.Globalization;
using System.Text.Json;
using Diner.Data.LongWork;
using Diner.Kernel;
using Diner.Web.Text;
using Microsoft.Extensions.Localization;

namespace Diner.Web.LongWork;

/// <summary>Long work in words. A kind, a stage or a result that has no text yet is shown by its own name.</summary>
internal static class WorkWords
{
    public static string StateKey(WorkView work) => work is { State: WorkState.Running, IsCancelAsked: true } ? "Stopping" : $"State{work.State}";

    public static string Tone(WorkState state) => state switch
    {
        WorkState.Done => "ok",
        WorkState.Failed => "bad",
        _ => "",
    };

    public static string Kind(IStringLocalizer<WorkText> texts, WorkView work) => TextOr(texts, $"Kind_{work.Kind}", work.Kind);

    /// <summary>1,200 / 5,000 · reading.</summary>
    public static string Line(IStringLocalizer<WorkText> texts, WorkView work)
    {
        var count = work.Total > 0 ? $"{Number(work.Done)} / {Number(work.Total)}" : work.Done > 0 ? Number(work.Done) : "";
        var stage = work.Message.Length == 0 || !work.IsOpen ? "" : TextOr(texts, $"Stage_{work.Message}", work.Message);
        return string.Join(" · ", new[] { count, stage }.Where(part => part.Length > 0));
    }

    public static string Failure(IStringLocalizer<WorkText> texts, WorkView work)
    {
        string[] values = work.FailureValues is { } json ? JsonSerializer.Deserialize<string[]>(json)! : [];
        return Said(texts, [work.FailureReason, work.FailureCode], values) ?? work.FailureDetail ?? "";
    }

    /// <summary>A refusal before there is a job, in the same words as after.</summary>
    public static string Failure(IStringLocalizer<WorkText> texts, Problem problem) => Said(texts, [problem.Reason], [.. problem.Values]) ?? problem.Detail;

    /// <summary>What came of it: the numbers and texts of its result.</summary>
    public static IReadOnlyList<(string Name, string Value)> Results(IStringLocalizer<WorkText> texts, WorkView work)
    {
        if (work.Result is not { } json)
            return [];
        using var result = JsonDocument.Parse(json);
        return result.RootElement.ValueKind != JsonValueKind.Object ? [] :
        [
            .. result.RootElement.EnumerateObject()
                .Where(field => field.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String)
                .Select(field => (TextOr(texts, $"Result_{field.Name}", field.Name), Value(field.Value))),
        ];
    }

    private static string? Said(IStringLocalizer<WorkText> texts, IEnumerable<string?> names, object[] values) =>
        names.OfType<string>().Select(name => texts[$"Failure_{name}", values]).FirstOrDefault(text => !text.ResourceNotFound)?.Value;

    private static string Value(JsonElement value) => value.TryGetInt64OrNull() is { } number ? Number(number) : value.ToString();

    private static long? TryGetInt64OrNull(this JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string TextOr(IStringLocalizer<WorkText> texts, string key, string otherwise) => texts[key] is { ResourceNotFound: false } found ? found : otherwise;
}
