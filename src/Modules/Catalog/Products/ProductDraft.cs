using Diner.Catalog.Editing;
using Diner.Kernel;

namespace Diner.Catalog.Products;

/// <summary>A product as it shall be. Its slug names it: saving the same slug again changes it. A new one is off sale.</summary>
public sealed record ProductDraft
{
    /// <summary>The shop.</summary>
    public required ShopId ShopId { get; init; }

    /// <summary>Its name in addresses, unique in the shop.</summary>
    public required string Slug { get; init; }

    /// <summary>Its name, at most 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands in the menu, or null for nowhere in particular.</summary>
    public CategoryId? CategoryId { get; init; }

    /// <summary>One line for lists, at most 160 characters.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Markdown, at most 20,000 characters; raw HTML in it is shown as text.</summary>
    public string DescriptionMarkdown { get; init; } = "";

    /// <summary>An https address, a path of ours, or empty.</summary>
    public string CoverUrl { get; init; } = "";

    /// <summary>What to do with the key; at most 20 steps of 300 characters.</summary>
    public IReadOnlyList<string> UsageSteps { get; init; } = [];

    /// <summary>An https address, or empty.</summary>
    public string TutorialUrl { get; init; } = "";

    /// <summary>Where the goods work, at most 160 characters; empty when everywhere.</summary>
    public string RegionNote { get; init; } = "";

    /// <summary>Its part in the menu.</summary>
    public ProductTier Tier { get; init; }

    /// <summary>Its place within its tier, ascending.</summary>
    public int Position { get; init; }

    internal Problem? Problem() =>
        Check.Slug(Slug)
        ?? Check.Name(Name)
        ?? Check.Text(Summary, 160, "summary")
        ?? Check.Text(DescriptionMarkdown, 20_000, "description")
        ?? Check.Picture(CoverUrl, "cover_url")
        ?? (UsageSteps.Count > 20 ? Check.Refuse("usage_steps", "Put the usage into at most 20 steps.") : null)
        ?? UsageSteps.Select(step => Check.Text(step, 300, "usage_steps")).FirstOrDefault(problem => problem is not null)
        ?? Check.HttpsUrl(TutorialUrl, "tutorial_url")
        ?? Check.Text(RegionNote, 160, "region_note")
        ?? (Enum.IsDefined(Tier) ? null : Check.Refuse("tier", "Choose one of the tiers core, extension, value-added."));
}
