using Diner.Insights.Goods;
using Diner.Kernel;

namespace Diner.Insights.Occasions;

/// <summary>Something of the merchant's that trade may answer to: a version's release, a campaign. Pages and commands call it an event.</summary>
internal sealed class Occasion
{
    public ShopId ShopId { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Name { get; init; }

    /// <summary>variant:CODE, category:NAME, or empty for the whole shop.</summary>
    public required string Scope { get; init; }
}

/// <summary>What an event is about, as a file says it.</summary>
internal static class OccasionScope
{
    private const string OfVariant = "variant:";
    private const string OfCategory = "category:";

    /// <summary>Null when the shop has it; else what is wrong.</summary>
    public static string? Problem(string scope, ShopGoods goods, Dictionary<string, VariantId> names)
    {
        if (scope.Length == 0)
            return null;
        if (scope.StartsWith(OfVariant, StringComparison.OrdinalIgnoreCase))
            return names.ContainsKey(Rest(scope)) ? null : $"The shop has no variant '{Rest(scope)}'. Import its history first, or check the code.";
        if (scope.StartsWith(OfCategory, StringComparison.OrdinalIgnoreCase))
            return goods.Categories.Contains(Rest(scope)) ? null : $"The shop has no category '{Rest(scope)}'. Check its name.";
        return "Write variant:CODE or category:NAME, or leave the scope empty for the whole shop.";
    }

    /// <summary>Whether an item is in a scope that has no problem.</summary>
    public static Func<Item, bool> IsIn(string scope, Dictionary<string, VariantId> names)
    {
        if (scope.Length == 0)
            return _ => true;
        if (!scope.StartsWith(OfVariant, StringComparison.OrdinalIgnoreCase))
            return item => item.Within.Contains(Rest(scope), StringComparer.OrdinalIgnoreCase);
        return names.TryGetValue(Rest(scope), out var id) ? item => item.Id == id : _ => false;
    }

    private static string Rest(string scope) => scope[(scope.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
}
