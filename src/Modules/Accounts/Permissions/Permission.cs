using System.Collections.Immutable;

namespace Diner.Accounts.Permissions;

/// <summary>
/// What a person may do behind the counter, by name. Every page and endpoint of the console asks for one; <see cref="RoleMatrix"/> says
/// which role has which. A permission is for one merchant's things; those that begin with <c>operator.</c> are for the whole house.
/// </summary>
public static class Permission
{
    /// <summary>Be signed in: one's own account, whatever the role.</summary>
    public const string OwnAccount = "own.account";

    /// <summary>See the day's figures and what waits.</summary>
    public const string HomeView = "home.view";

    /// <summary>See categories, products, variants.</summary>
    public const string GoodsView = "goods.view";

    /// <summary>Change them.</summary>
    public const string GoodsEdit = "goods.edit";

    /// <summary>See pools and batches: counts, never a key.</summary>
    public const string KeysView = "keys.view";

    /// <summary>Bring keys in.</summary>
    public const string KeysImport = "keys.import";

    /// <summary>Move keys, withdraw a batch, use the recycle bin; find which order has a given key.</summary>
    public const string KeysManage = "keys.manage";

    /// <summary>Read the plaintext of a key on an order.</summary>
    public const string KeysReveal = "keys.reveal";

    /// <summary>Take unsold keys out as a file.</summary>
    public const string KeysExport = "keys.export";

    /// <summary>See orders and their timelines.</summary>
    public const string OrdersView = "orders.view";

    /// <summary>Send a mail again, cancel an unpaid order, write a note.</summary>
    public const string OrdersHandle = "orders.handle";

    /// <summary>Give a buyer another key for a bad one; deliver goods a person fulfils.</summary>
    public const string OrdersReplace = "orders.replace";

    /// <summary>Vouch that an order was paid.</summary>
    public const string OrdersConfirm = "orders.confirm";

    /// <summary>Give buyers their money back.</summary>
    public const string OrdersRefund = "orders.refund";

    /// <summary>Read the shop's books: balances, statements, pay-outs.</summary>
    public const string MoneyView = "money.view";

    /// <summary>Have the shop's money paid out.</summary>
    public const string PayoutsRequest = "payouts.request";

    /// <summary>Change the account it is paid out to.</summary>
    public const string PayoutsAccount = "payouts.account";

    /// <summary>Take orders out as a file.</summary>
    public const string OrdersExport = "orders.export";

    /// <summary>See coupons.</summary>
    public const string CouponsView = "coupons.view";

    /// <summary>Make, change and stop coupons.</summary>
    public const string CouponsEdit = "coupons.edit";

    /// <summary>Change the shop's name, look, rules, mails.</summary>
    public const string ShopEdit = "shop.edit";

    /// <summary>Change how the shop is paid.</summary>
    public const string ChannelsEdit = "channels.edit";

    /// <summary>See who works for the merchant.</summary>
    public const string StaffView = "staff.view";

    /// <summary>Invite people, give and take roles, end their sessions.</summary>
    public const string StaffEdit = "staff.edit";

    /// <summary>Read the merchant's own part of the audit trail.</summary>
    public const string AuditView = "audit.view";

    /// <summary>See the state of the house.</summary>
    public const string OperatorHome = "operator.home";

    /// <summary>See merchants and shops.</summary>
    public const string OperatorMerchantsView = "operator.merchants.view";

    /// <summary>Admit, suspend, set limits and fees.</summary>
    public const string OperatorMerchantsEdit = "operator.merchants.edit";

    /// <summary>See accounts of every merchant and of the operator.</summary>
    public const string OperatorUsersView = "operator.users.view";

    /// <summary>Lock and unlock accounts, end sessions, reset a second factor.</summary>
    public const string OperatorUsersSecure = "operator.users.secure";

    /// <summary>Invite the operator's own staff and give them roles.</summary>
    public const string OperatorStaffEdit = "operator.staff.edit";

    /// <summary>See orders of every shop.</summary>
    public const string OperatorOrdersView = "operator.orders.view";

    /// <summary>See orders that need a person, of every shop.</summary>
    public const string OperatorExceptionsView = "operator.exceptions.view";

    /// <summary>Read the books of the house.</summary>
    public const string OperatorMoneyView = "operator.money.view";

    /// <summary>Approve pay-outs to merchants, send them, enter what became of them.</summary>
    public const string OperatorPayoutsHandle = "operator.payouts.handle";

    /// <summary>See how channels do.</summary>
    public const string OperatorChannelsView = "operator.channels.view";

    /// <summary>See mails that wait and those given up, jobs, and the doctor's findings.</summary>
    public const string OperatorSystemView = "operator.system.view";

    /// <summary>Send a dead letter again, stop and restart a job.</summary>
    public const string OperatorSystemHandle = "operator.system.handle";

    /// <summary>Change the settings of the house.</summary>
    public const string OperatorSettingsEdit = "operator.settings.edit";

    /// <summary>Search and export the whole audit trail.</summary>
    public const string OperatorAudit = "operator.audit";

    /// <summary>All of them, in the order of this page.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        .. typeof(Permission).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!),
    ];
}
