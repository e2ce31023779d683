using Diner.Kernel;
using Diner.Web.Languages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace Diner.Web.Caching;

/// <summary>
/// Keeps rendered shop pages for a few seconds, per path, language and category. A page is the same for every visitor: it sets no cookie
/// and asks for none but the language. Searches are rendered each time, because their number has no limit.
/// </summary>
internal sealed class ShopPagePolicy : IOutputCachePolicy
{
    public const string Name = "shop-page";
    public const string CategoryKey = "c";
    public const string SearchKey = "q";

    /// <summary>The tag of the page that lists shops.</summary>
    public const string ListTag = "shops";

    /// <summary>Stock hints on a page are at most this old.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    /// <summary>The tag of everything rendered of one shop.</summary>
    public static string TagOf(ShopId shop) => $"shop-{shop.Value:n}";

    /// <summary>Ties what is being rendered to a shop, so that a change of the shop drops it.</summary>
    public static void Tie(HttpContext context, ShopId shop) => Tie(context, TagOf(shop));

    /// <summary>Ties what is being rendered to all shops: any of them may open, close or change its name.</summary>
    public static void TieToAll(HttpContext context) => Tie(context, ListTag);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var cacheable = HttpMethods.IsGet(request.Method) && !request.Query.ContainsKey(Language.QueryKey) && !request.Query.ContainsKey(SearchKey);
        context.EnableOutputCaching = cacheable;
        context.AllowCacheLookup = cacheable;
        context.AllowCacheStorage = cacheable;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Age;
        context.CacheVaryByRules.QueryKeys = CategoryKey;
        context.CacheVaryByRules.VaryByHost = false;
        context.CacheVaryByRules.VaryByValues[Language.QueryKey] = Language.Of(context.HttpContext);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage &= response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }

    private static void Tie(HttpContext context, string tag) => context.Features.Get<IOutputCacheFeature>()?.Context.Tags.Add(tag);
}
