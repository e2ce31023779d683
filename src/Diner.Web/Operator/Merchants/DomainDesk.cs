using Diner.Catalog.Domains;
using Diner.Data.Audit;
using Diner.Delivery.Pages;
using Diner.Kernel;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Operator.Merchants;

/// <summary>Sets a shop's host name, which may not be the house's own: the operator would lose the console under it.</summary>
internal sealed class DomainDesk(MerchantFiles files, SetDomain set, PublicAddress address)
{
    public MerchantFiles Files => files;

    /// <summary>Null when it is done; else why not, as <see cref="SetDomain"/> says.</summary>
    public async Task<Problem?> SetAsync(Actor actor, ShopId shop, string typed, HttpRequest request)
    {
        var domain = DomainName.Normalise(typed);
        if (domain is not null && (domain == address.Base.Host || domain.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)))
            return new Problem(ProblemCode.InvalidRequest, "The house itself answers under that name.", "domain");
        return (await set.RunAsync(actor, shop, typed, request.HttpContext.RequestAborted)).Problem;
    }
}
