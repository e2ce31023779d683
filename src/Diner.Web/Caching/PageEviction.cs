using Diner.Catalog;
using Diner.Kernel;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Hosting;

namespace Diner.Web.Caching;

/// <summary>Drops a shop's rendered pages, and the list of shops, when its catalog changes in this process. Pages on other nodes run out by themselves.</summary>
internal sealed class PageEviction(CatalogChanges changes, IOutputCacheStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        changes.Changed += Evict;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        changes.Changed -= Evict;
        return Task.CompletedTask;
    }

    // The store is in memory and is done when the call returns; a store elsewhere would have to be awaited by the use case.
    private void Evict(ShopId shop)
    {
        foreach (var tag in (string[])[ShopPagePolicy.TagOf(shop), ShopPagePolicy.ListTag])
        {
            var eviction = store.EvictByTagAsync(tag, CancellationToken.None);
            Invariant.Require(eviction.IsCompletedSuccessfully, "the page cache is in memory");
        }
    }
}
