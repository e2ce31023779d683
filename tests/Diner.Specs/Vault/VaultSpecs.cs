using Diner.Data.Storage;

namespace Diner.Specs.Vault;

/// <summary>Suites about one merchant's keys.</summary>
public abstract class VaultSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private Merchant? _merchant;

    protected Merchant Merchant => _merchant ?? throw new InvalidOperationException("The merchant moves in in InitializeAsync.");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _merchant = new Merchant(House);
    }
}
