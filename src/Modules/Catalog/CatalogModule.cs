using Diner.Catalog.Menus;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data;
using Diner.Data.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Catalog;

/// <summary>Shops and what they sell.</summary>
public sealed class CatalogModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<CatalogChanges>();
        services.AddSingleton<Shops.Shops>();
        services.AddSingleton<IShopOwners, ShopOwners>();
        services.AddSingleton<Variants>();
        services.AddSingleton<VariantNames>();
        services.AddSingleton<ShopMenu>();
        services.AddSingleton<ProductPages>();
        services.AddSingleton<OpenShop>();
        services.AddSingleton<EditShop>();
        services.AddSingleton<SaveCategory>();
        services.AddSingleton<SaveProduct>();
        services.AddSingleton<SaveVariant>();
        services.AddSingleton<SetSaleState>();
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model)
    {
        model.Entity<Shop>(shop =>
        {
            shop.ToTable("catalog_shops");
            shop.HasIndex(s => s.Slug).IsUnique();
            shop.HasIndex(s => s.MerchantId);
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
            product.Ignore(p => p.SaleWindow);
        });
        model.Entity<Variant>(variant =>
        {
            variant.ToTable("catalog_variants", table => table.HasCheckConstraint("ck_catalog_variants_price", "price_minor >= 0"));
            variant.HasIndex(v => new { v.ShopId, v.Code }).IsUnique();
            variant.HasIndex(v => v.ProductId);
        });
    }
}
