using Diner.Kernel;

namespace Diner.Catalog;

/// <summary>
/// Says inside this process that something a visitor sees of a shop was changed and committed. Other nodes learn of it when their
/// short caches run out; the truth is in the tables.
/// </summary>
public sealed class CatalogChanges
{
    /// <summary>Raised after the commit, on the committing thread. A listener only forgets what it has cached: it does not wait and does not throw.</summary>
    public event Action<ShopId>? Changed;

    /// <summary>Tells every listener.</summary>
    internal void Announce(ShopId shopId) => Changed?.Invoke(shopId);
}
