using Diner.Kernel;

namespace Diner.Insights.History;

/// <summary>What another system called a variant, where that is not its code here.</summary>
internal sealed class VariantLabel
{
    public ShopId ShopId { get; init; }

    public required string Label { get; init; }

    public VariantId VariantId { get; init; }
}
