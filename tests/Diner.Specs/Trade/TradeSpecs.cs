using Diner.Data.Storage;

namespace Diner.Specs.Trade;

/// <summary>A suite with a shop in it; every spec may end with the doctor's visit.</summary>
public abstract class TradeSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private TestShop? _shop;

    internal TestShop Shop => _shop ?? throw new InvalidOperationException("The shop opens in InitializeAsync.");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await House.StartLanesAsync();
        _shop = await TestShop.OpenAsync(House);
    }
}
