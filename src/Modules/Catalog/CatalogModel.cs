using Diner.Catalog.Covers;
using Diner.Catalog.Limits;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Catalog.Styles;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog;

internal static class CatalogModel
{
    public static void AddTo(ModelBuilder model)
    {
        model.Entity<Shop>(shop =>
        {
            shop.ToTable("catalog_shops");
            shop.HasIndex(s => s.Slug).IsUnique();
            shop.HasIndex(s => s.MerchantId);
            shop.HasIndex(s => s.Domain).IsUnique();
        });
        model.Entity<MerchantLimitsRow>(limits =>
        {
            limits.ToTable("catalog_merchant_limits");
            limits.HasKey(l => l.MerchantId);
        });
        model.Entity<Category>(category =>
        {
            category.ToTable("catalog_categories");
            category.HasIndex(c => new { c.ShopId, c.Slug }).IsUnique();
        });
        model.Entity<Product>(product =>
        {
            product.ToTable("catalog_products");
            product.HasIndex(p => new { p.ShopId, p.Slug }).IsUnique();
            product.HasIndex(p => new { p.ShopId, p.Id });
            product.Ignore(p => p.SaleWindow);
        });
        model.Entity<CoverRow>(cover =>
        {
            cover.ToTable("catalog_covers");
            cover.HasKey(c => c.Hash);
        });
        model.Entity<StyleRow>(style =>
        {
            style.ToTable("catalog_styles");
            style.HasKey(s => s.Hash);
        });
        model.Entity<Variant>(variant =>
        {
            variant.ToTable("catalog_variants", table => table.HasCheckConstraint("ck_catalog_variants_price", "price_minor >= 0"));
            variant.HasIndex(v => new { v.ShopId, v.Code }).IsUnique();
            variant.HasIndex(v => v.ProductId);
        });
    }
}
