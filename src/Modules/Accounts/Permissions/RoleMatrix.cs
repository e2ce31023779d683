using System.Collections.Frozen;
using System.Collections.Immutable;
using P = Diner.Accounts.Permissions.Permission;

namespace Diner.Accounts.Permissions;

/// <summary>Which role may do what. The page of roles shows this table.</summary>
internal static class RoleMatrix
{
    private static readonly string[] OfEveryMerchantRole = [P.OwnAccount, P.HomeView];
    private static readonly string[] OfEveryOperatorRole = [P.OwnAccount, P.OperatorHome];

    private static readonly FrozenDictionary<Role, ImmutableHashSet<string>> Matrix = new Dictionary<Role, ImmutableHashSet<string>>
    {
        [Role.Owner] = [.. P.All.Where(permission => !permission.StartsWith("operator.", StringComparison.Ordinal))],
        [Role.StockKeeper] = [.. OfEveryMerchantRole, P.GoodsView, P.GoodsEdit, P.KeysView, P.KeysImport, P.KeysManage],
        [Role.Support] = [.. OfEveryMerchantRole, P.GoodsView, P.OrdersView, P.OrdersHandle, P.OrdersReplace],
        [Role.Finance] = [.. OfEveryMerchantRole, P.GoodsView, P.KeysView, P.OrdersView, P.OrdersConfirm, P.OrdersRefund, P.MoneyView, P.PayoutsRequest, P.OrdersExport, P.CouponsView, P.CouponsEdit, P.ChannelsEdit],
        [Role.Administrator] =
        [
            .. OfEveryOperatorRole, P.OperatorMerchantsView, P.OperatorMerchantsEdit, P.OperatorUsersView, P.OperatorStaffEdit, P.OperatorOrdersView,
            P.OperatorExceptionsView, P.OperatorChannelsView, P.OperatorMoneyView, P.OperatorPayoutsHandle, P.OperatorSystemView, P.OperatorSystemHandle, P.OperatorSettingsEdit,
        ],
        [Role.Reviewer] = [.. OfEveryOperatorRole, P.OperatorMerchantsView],
        [Role.OperatorSupport] = [.. OfEveryOperatorRole, P.OperatorMerchantsView, P.OperatorOrdersView, P.OperatorExceptionsView, P.OperatorSystemView],
        [Role.OperatorFinance] = [.. OfEveryOperatorRole, P.OperatorMerchantsView, P.OperatorOrdersView, P.OperatorExceptionsView, P.OperatorChannelsView, P.OperatorMoneyView, P.OperatorPayoutsHandle],
        [Role.SecurityAdministrator] = [.. OfEveryOperatorRole, P.OperatorUsersView, P.OperatorUsersSecure],
        [Role.AuditAdministrator] = [.. OfEveryOperatorRole, P.OperatorAudit],
    }.ToFrozenDictionary();

    // GB/T 22239 level 2: who runs the system, who guards it and who watches both are three people.
    private static readonly Role[] Apart = [Role.Administrator, Role.SecurityAdministrator, Role.AuditAdministrator];

    /// <summary>What a role may do.</summary>
    public static ImmutableHashSet<string> Of(Role role) => Matrix[role];

    /// <summary>True for the roles of the operator's own staff.</summary>
    public static bool IsOperator(Role role) => role >= Role.Administrator;

    /// <summary>True when one person may have all of these: of one side only, and of system, security and audit administration one at most.</summary>
    public static bool CanCombine(IReadOnlyCollection<Role> roles) =>
        roles.Count > 0 && roles.Select(IsOperator).Distinct().Count() == 1 && roles.Intersect(Apart).Count() <= 1;

    /// <summary>True when whoever has these must have a second factor: the operator's staff, and who may take keys out or move money.</summary>
    public static bool NeedsSecondFactor(IReadOnlyCollection<Role> roles) =>
        roles.Any(role => IsOperator(role) || Of(role).Overlaps([P.KeysExport, P.KeysReveal, P.OrdersConfirm, P.OrdersRefund, P.ChannelsEdit, P.PayoutsRequest, P.PayoutsAccount]));
}
