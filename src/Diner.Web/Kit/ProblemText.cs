using Diner.Kernel;
using Microsoft.Extensions.Localization;

namespace Diner.Web.Kit;

/// <summary>
/// Says a refusal in the reader's language, next to the field it is about. The sentence is named after the field: <c>Error_slug</c>, and
/// <c>Error_slug_taken</c> when the value is right but not free.
/// </summary>
internal static class ProblemText
{
    public static string Of(IStringLocalizer texts, Problem problem)
    {
        var text = texts[$"Error_{problem.Field}{(problem.Code == ProblemCode.WrongState ? "_taken" : "")}"];
        return text.ResourceNotFound ? problem.Detail : text.Value;
    }

    /// <summary>The sentence when the refusal is about that field; null otherwise.</summary>
    public static string? At(IStringLocalizer texts, Problem? problem, string field) => problem?.Field == field ? Of(texts, problem) : null;
}
