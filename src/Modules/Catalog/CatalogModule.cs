using Diner.Catalog.Covers;
using Diner.Catalog.Editing;
using Diner.Catalog.Goods;
using Diner.Catalog.Menus;
using Diner.Catalog.Products;
using Diner.Catalog.Sheets;
using Diner.Catalog.Shops;
using Diner.Catalog.Work;
using Diner.Data;
using Diner.Data.LongWork;
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
        services.AddSingleton<CatalogEdits>();
        services.AddShops();
        services.AddSingleton<Variants>();
        services.AddSingleton<VariantNames>();
        services.AddSingleton<ShopMenu>();
        services.AddSingleton<ProductPages>();
        services.AddSingleton<GoodsQueries>();
        services.AddSingleton<MoveCategory>();
        services.AddSingleton<DeleteCategory>();
        services.AddSingleton<DuplicateProduct>();
        services.AddSingleton<ChangeGoods>();
        services.AddSingleton<ImportGoods>();
        services.AddSingleton<AdmitPastGoods>();
        services.AddSingleton<RefusalLists>();
        services.AddSingleton<ILongWork, ImportGoodsWork>();
        services.AddSingleton<ILongWork, ExportGoodsWork>();
        services.AddSingleton<ILongWork, ChangeGoodsWork>();
        services.AddSingleton<StartGoodsWork>();
        services.AddSingleton<CoverPress>();
        services.AddSingleton<SetCover>();
        services.AddSingleton<SetLogo>();
        services.AddSingleton<Covers.Covers>();
        services.AddSingleton<SaveCategory>();
        services.AddSingleton<SaveProduct>();
        services.AddSingleton<SaveVariant>();
        services.AddSingleton<SetSaleState>();
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model) => CatalogModel.AddTo(model);
}
