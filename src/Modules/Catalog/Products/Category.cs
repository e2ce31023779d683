using Diner.Kernel;

namespace Diner.Catalog.Products;

internal sealed class Category
{
    public CategoryId Id { get; init; }

    public ShopId ShopId { get; init; }

    public CategoryId? ParentId { get; set; }

    public required string Slug { get; set; }

    public required string Name { get; set; }

    public int Position { get; set; }
}
