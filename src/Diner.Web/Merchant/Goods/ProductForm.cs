using System.Globalization;
using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Web.Kit;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Merchant.Goods;

/// <summary>A product as the form holds it.</summary>
/// <param name="Draft">What was typed, as far as it is a draft.</param>
/// <param name="Position">The position as it was typed.</param>
public sealed record ProductForm(ProductDraft Draft, string Position)
{
    // One more than allowed, so that too much is refused instead of cut.
    private const int LineMax = ProductDraft.LineLengthMax + 1;

    /// <summary>The steps, one a line.</summary>
    public string Steps => string.Join('\n', Draft.UsageSteps);

    internal static ProductForm New(ShopId shop) => Of(new ProductDraft { ShopId = shop, Slug = "", Name = "" });

    internal static ProductForm Of(ProductDraft draft) => new(draft, draft.Position.ToString(CultureInfo.InvariantCulture));

    internal static ProductForm Of(IFormCollection form, ShopId shop, ProductDraft? before) => new(
        new ProductDraft
        {
            ShopId = shop,
            Id = before?.Id,
            IsNew = before is null,
            Slug = form.Text("slug", LineMax).Trim(),
            Name = form.Text("name", LineMax),
            CategoryId = Guid.TryParse(form["category"], out var category) ? new CategoryId(category) : null,
            Summary = form.Text("summary", LineMax),
            DescriptionMarkdown = form.Text("description", ProductDraft.DescriptionLengthMax * 2).ReplaceLineEndings("\n"),
            CoverUrl = before?.CoverUrl ?? "",
            UsageSteps = form.Text("usage_steps", ProductDraft.UsageStepsMax * (ProductDraft.UsageStepLengthMax + 2)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            TutorialUrl = form.Text("tutorial_url", 501).Trim(),
            RegionNote = form.Text("region_note", LineMax),
            Tier = Enum.TryParse<ProductTier>(form["tier"], out var tier) ? tier : (ProductTier)(-1),
            Position = int.TryParse(form["position"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position) ? position : 0,
        },
        form.Text("position", 12));

    /// <summary>A position that is no number; the rest says the use case.</summary>
    internal Problem? Problem() => Position.Length == 0 || int.TryParse(Position, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
        ? null
        : new Problem(ProblemCode.InvalidRequest, "Write a whole number.", "position");
}

/// <summary>When a product is sold, as the form holds it.</summary>
/// <param name="State">The state's name.</param>
/// <param name="From">The beginning, on the shop's clock.</param>
/// <param name="Until">The end.</param>
public sealed record SaleForm(string State, string From, string Until)
{
    internal static SaleForm Of(SaleSchedule sale, ShopView shop) => new(sale.State.ToString(), LocalTime.Of(sale.From, shop), LocalTime.Of(sale.Until, shop));

    internal static SaleForm Of(IFormCollection form) => new(form.Text("state", 20), form.Text("from", 20), form.Text("until", 20));

    internal Result<SaleSchedule> ToSchedule(ShopView shop, ProductId product)
    {
        if (!Enum.TryParse<SaleState>(State, out var state))
            return new Problem(ProblemCode.InvalidRequest, "Choose a state.", "state");
        if (!LocalTime.TryRead(From, shop, out var from))
            return new Problem(ProblemCode.InvalidRequest, "Choose the beginning again.", "from");
        if (!LocalTime.TryRead(Until, shop, out var until))
            return new Problem(ProblemCode.InvalidRequest, "Choose the end again.", "until");
        return state == SaleState.Scheduled ? new SaleSchedule(shop.Id, product, state, from, until) : new SaleSchedule(shop.Id, product, state);
    }
}
