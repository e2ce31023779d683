using System.Text.Json;
using System.Text.Json.Serialization;

namespace Diner.Catalog.Products;

/// <summary>From this quantity upward, each unit costs this much.</summary>
/// <param name="Quantity">The first quantity it holds for.</param>
/// <param name="UnitPriceMinor">Price of one unit, minor units.</param>
public sealed record PriceBreak([property: JsonPropertyName("q")] int Quantity, [property: JsonPropertyName("p")] long UnitPriceMinor)
{
    /// <summary>The price of one unit when that many are bought: the break with the largest quantity not above it.</summary>
    internal static long UnitPriceMinorFor(long withoutBreaks, IReadOnlyList<PriceBreak> breaks, int quantity) =>
        breaks.Where(b => b.Quantity <= quantity).MaxBy(b => b.Quantity)?.UnitPriceMinor ?? withoutBreaks;

    internal static IReadOnlyList<PriceBreak> Read(string json) =>
        json is "[]" or "" ? [] : JsonSerializer.Deserialize<PriceBreak[]>(json) ?? [];

    internal static string Write(IReadOnlyList<PriceBreak> breaks) => JsonSerializer.Serialize(breaks);
}
