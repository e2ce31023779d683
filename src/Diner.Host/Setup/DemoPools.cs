using System.Text;
using Diner.Catalog.Products;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Vault.Import;

namespace Diner.Host.Setup;

/// <summary>Fills the demo shop's pools.</summary>
internal sealed class DemoPools(ImportKeys importKeys)
{
    /// <summary>The number of keys that came in.</summary>
    public async Task<Result<int>> FillAsync(ShopId shop, VariantId variant, DemoVariant goods, CancellationToken ct)
    {
        var text = goods.Text ?? DemoKeys.Make(goods.Code, goods.KeyCount);
        if (text.Length == 0)
            return 0;
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var format = goods.Kind == GoodsKind.Article ? KeyFileFormat.Article : KeyFileFormat.Text;
        var request = new ImportRequest(shop, variant) { Format = format, Supplier = "演示供货商", UnitCostMinor = goods.PriceMinor * 4 / 5 };
        var imported = await importKeys.RunAsync(Actor.House("demo"), request, file, ct);
        return imported.IsOk ? imported.Value.Accepted : imported.Problem;
    }
}
