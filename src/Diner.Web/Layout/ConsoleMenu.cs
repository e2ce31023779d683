using Diner.Accounts.Permissions;
using Diner.Web.Access;

namespace Diner.Web.Layout;

/// <summary>An entry of the menu.</summary>
/// <param name="Key">Its name in ConsoleText, which also marks the page one is on.</param>
/// <param name="Address">Where it leads.</param>
internal sealed record MenuItem(string Key, string Address);

/// <summary>What the menu offers whom: one line a page. What a person may not enter is not shown.</summary>
internal static class ConsoleMenu
{
    private static readonly (string Key, string Place, string Permission)[] Merchant =
    [
        ("NavHome", "", Permission.HomeView),
        ("NavInsights", "insights", Permission.MoneyView),
        ("NavGoods", "goods", Permission.GoodsView),
        ("NavCategories", "categories", Permission.GoodsView),
        ("NavCoupons", "coupons", Permission.CouponsView),
        ("NavOrders", "orders", Permission.OrdersView),
        ("NavProblems", "problems", Permission.OrdersView),
        ("NavPayments", "payments", Permission.OrdersView),
        ("NavRefunds", "refunds", Permission.OrdersView),
        ("NavBooks", "books", Permission.MoneyView),
        ("NavPayouts", "payouts", Permission.MoneyView),
        ("NavBills", "bills", Permission.MoneyView),
        ("NavKeys", "keys", Permission.KeysView),
        ("NavSettings", "settings", Permission.ShopEdit),
        ("NavStaff", "staff", Permission.StaffView),
        ("NavWork", "work", Permission.HomeView),
        ("NavAudit", "audit", Permission.AuditView),
    ];

    private static readonly (string Key, string Place, string Permission)[] Operator =
    [
        ("NavHome", "", Permission.OperatorHome),
        ("NavMerchants", "merchants", Permission.OperatorMerchantsView),
        ("NavUsers", "users", Permission.OperatorUsersView),
        ("NavOrders", "orders", Permission.OperatorOrdersView),
        ("NavExceptions", "exceptions", Permission.OperatorExceptionsView),
        ("NavChannels", "channels", Permission.OperatorChannelsView),
        ("NavBooks", "books", Permission.OperatorMoneyView),
        ("NavPayouts", "payouts", Permission.OperatorMoneyView),
        ("NavOutbox", "outbox", Permission.OperatorSystemView),
        ("NavStaff", "staff", Permission.OperatorStaffEdit),
        ("NavJobs", "jobs", Permission.OperatorSystemView),
        ("NavDoctor", "doctor", Permission.OperatorSystemView),
        ("NavAudit", "audit", Permission.OperatorAudit),
        ("NavHouseSettings", "settings", Permission.OperatorSettingsEdit),
        ("NavWork", "work", Permission.OperatorHome),
    ];

    public static IEnumerable<MenuItem> For(Desk desk)
    {
        var root = desk.Seat.IsOperator ? "/operator" : desk.HasShop ? $"/console/{desk.Shop.Slug}" : "/console";
        // Outside of a shop a merchant's person has one way: back to where shops are chosen.
        var places = desk.Seat.IsOperator ? Operator : desk.HasShop ? Merchant : Merchant[..1];
        return
        [
            .. places.Where(item => desk.May(item.Permission)).Select(item => new MenuItem(item.Key, item.Place.Length == 0 ? root : $"{root}/{item.Place}")),
            new MenuItem("NavAccount", "/account"),
        ];
    }
}
