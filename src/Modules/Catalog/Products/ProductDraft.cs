using Diner.Catalog.Editing;
using Diner.Kernel;

namespace Diner.Catalog.Products;

/// <summary>A product as it shall be. Without an id its slug names it: saving the same slug again changes it. A new one is off sale.</summary>
public sealed record ProductDraft
{
    /// <summary>Characters of a summary and of a region note.</summary>
    public const int LineLengthMax = 160;

    /// <summary>Characters of a description's Markdown.</summary>
    public const int DescriptionLengthMax = 20_000;

    /// <summary>Steps of the usage.</summary>
    public const int UsageStepsMax = 20;

    /// <summary>Characters of one step.</summary>
    public const int UsageStepLengthMax = 300;

    /// <summary>Which product to change; its slug may change too. Null: the one of that slug, or a new one.</summary>
    public ProductId? Id { get; init; }

    /// <summary>It shall be a new one: a slug that is taken is <see cref="ProblemCode.WrongState"/>.</summary>
    public bool IsNew { get; init; }

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
        ?? Check.Text(Summary, LineLengthMax, "summary")
        ?? Check.Text(DescriptionMarkdown, DescriptionLengthMax, "description")
        ?? Check.Picture(CoverUrl, "cover_url")
        ?? (UsageSteps.Count > UsageStepsMax ? Check.Refuse("usage_steps", $"Put the usage into at most {UsageStepsMax} steps.") : null)
        ?? UsageSteps.Select(step => Check.Text(step, UsageStepLengthMax, "usage_steps")).FirstOrDefault(problem => problem is not null)
        ?? Check.HttpsUrl(TutorialUrl, "tutorial_url")
        ?? Check.Text(RegionNote, LineLengthMax, "region_note")
        ?? (Enum.IsDefined(Tier) ? null : Check.Refuse("tier", "Choose one of the tiers core, extension, value-added."));

    internal static ProductDraft Of(Product product) => new()
    {
        Id = product.Id,
        ShopId = product.ShopId,
        Slug = product.Slug,
        Name = product.Name,
        CategoryId = product.CategoryId,
        Summary = product.Summary,
        DescriptionMarkdown = product.DescriptionMarkdown,
        CoverUrl = product.CoverUrl,
        UsageSteps = product.UsageSteps.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        TutorialUrl = product.TutorialUrl,
        RegionNote = product.RegionNote,
        Tier = product.Tier,
        Position = product.Position,
    };

    internal void WriteTo(Product product, DateTimeOffset now)
    {
        product.Slug = Slug;
        product.CategoryId = CategoryId;
        product.Name = Name.Trim();
        product.Summary = Summary.Trim();
        product.DescriptionMarkdown = DescriptionMarkdown;
        product.DescriptionHtml = ProductMarkup.ToHtml(DescriptionMarkdown);
        product.CoverUrl = CoverUrl;
        product.UsageSteps = string.Join('\n', UsageSteps.Select(step => step.ReplaceLineEndings(" ").Trim()));
        product.TutorialUrl = TutorialUrl;
        product.RegionNote = RegionNote.Trim();
        product.Tier = Tier;
        product.Position = Position;
        product.UpdatedAt = now;
    }
}
