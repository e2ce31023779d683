using Diner.Accounts;
using Diner.Catalog;
using Diner.Coupons;
using Diner.Data;
using Diner.Delivery;
using Diner.Insights;
using Diner.Ledger;
using Diner.Ordering;
using Diner.Payments;
using Diner.Settlement;
using Diner.Vault;

namespace Diner.Host;

/// <summary>Every room of the house, one a line.</summary>
internal static class Modules
{
    public static readonly IReadOnlyList<IModule> All =
    [
        new DataModule(),
        new AccountsModule(),
        new CatalogModule(),
        new CouponsModule(),
        new VaultModule(),
        new LedgerModule(),
        new PaymentsModule(),
        new OrderingModule(),
        new SettlementModule(),
        new DeliveryModule(),
        new InsightsModule(),
    ];
}
