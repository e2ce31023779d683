using Diner.Catalog.Shops;
using Diner.Data.Settings;
using Diner.Kernel;
using Diner.Ledger.Payouts;
using Diner.Settlement.Payouts;

namespace Diner.Web.Merchant.Payouts;

/// <summary>What the page of pay-outs shows.</summary>
/// <param name="Position">What is owed, held and available.</param>
/// <param name="Payouts">A page of pay-outs, newest first.</param>
/// <param name="Next">Where older ones go on, or null.</param>
public sealed record PayoutsView(PayoutPosition Position, IReadOnlyList<PayoutView> Payouts, PayoutId? Next);

/// <summary>Gathers what a merchant sees of its pay-outs.</summary>
internal sealed class PayoutsDesk(PayoutPositions positions, ReadPayouts payouts, SettingsBook settings)
{
    public async Task<PayoutsView> ViewAsync(ShopView shop, PayoutId? before, int take, CancellationToken ct)
    {
        var found = await payouts.ListAsync(shop.Id, before, take + 1, ct);
        return new PayoutsView(await positions.OfAsync(shop, ct), [.. found.Take(take)], found.Count > take ? found[take - 1].Id : null);
    }

    public async Task<int> CoolDownHoursAsync(CancellationToken ct) => (await settings.CurrentAsync(ct)).PayoutCoolDownHours;
}
