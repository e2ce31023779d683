using Diner.Accounts.Merchants;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;

namespace Diner.Web.Operator.Merchants;

/// <summary>Suspends a merchant together with its shops. Each half may be done again, so what was cut short is finished by doing it once more.</summary>
internal sealed class CloseMerchant(SuspendMerchant merchant, SuspendShops shops)
{
    /// <summary>Null when it is done; else why not, as <see cref="SuspendMerchant"/> says.</summary>
    public async Task<Problem?> SuspendAsync(Actor actor, MerchantId id, string why, CancellationToken ct)
    {
        var suspended = await merchant.RunAsync(actor, id, why, ct);
        if (suspended.IsOk)
            await shops.RunAsync(actor, id, isSuspended: true, CancellationToken.None);
        return suspended.Problem;
    }

    /// <summary>Lets both trade again.</summary>
    public async Task<Problem?> ResumeAsync(Actor actor, MerchantId id, CancellationToken ct)
    {
        var resumed = await merchant.ResumeAsync(actor, id, ct);
        if (resumed.IsOk)
            await shops.RunAsync(actor, id, isSuspended: false, CancellationToken.None);
        return resumed.Problem;
    }
}
