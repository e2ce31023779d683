using Diner.Data.Audit;
using Diner.Web.Text;
using Microsoft.Extensions.Localization;

namespace Diner.Web.Audit;

/// <summary>The trail in words. An action that has no text yet is shown by its own name.</summary>
internal static class AuditWords
{
    public static string Action(IStringLocalizer<AuditText> texts, string action) => texts[$"Action_{action}"] is { ResourceNotFound: false } found ? found : action;

    public static string Actor(IStringLocalizer<AuditText> texts, Actor actor) => actor.Kind switch
    {
        ActorKind.Staff => actor.Name,
        ActorKind.Visitor when actor.Name.Length == 0 => texts["Visitor"],
        _ => $"{texts[$"Kind{actor.Kind}"].Value} {actor.Name}",
    };
}
