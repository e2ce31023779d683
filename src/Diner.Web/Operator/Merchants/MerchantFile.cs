using Diner.Accounts.Invitations;
using Diner.Accounts.Merchants;
using Diner.Accounts.Staff;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Web.Kit;

namespace Diner.Web.Operator.Merchants;

/// <summary>All that the operator sees of one merchant.</summary>
public sealed record MerchantFile(MerchantView Merchant, IReadOnlyList<ShopView> Shops, IReadOnlyList<StaffView> People, IReadOnlyList<InvitationView> Invited, LimitsView Limits);

/// <summary>What was typed on a merchant's page.</summary>
public sealed record MerchantForm
{
    /// <summary>The address of a shop to be opened.</summary>
    public string Slug { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The code of what it sells in.</summary>
    public string Currency { get; init; } = CurrencyCode.Cny.Code;

    /// <summary>The limits as they were typed, by their fields; one that is not in it is as it was.</summary>
    public IReadOnlyDictionary<string, string> Limits { get; init; } = new Dictionary<string, string>();

    /// <summary>The address of an owner to be invited.</summary>
    public string Email { get; init; } = "";
}

/// <summary>Gathers a merchant's file.</summary>
internal sealed class MerchantFiles(Accounts.Merchants.Merchants merchants, Shops shops, StaffList staff, Invitations invitations, LimitsDesk limits)
{
    public async Task<MerchantFile?> FindAsync(MerchantId id, CancellationToken ct) => await merchants.FindAsync(id, ct) is { } merchant
        ? new MerchantFile(merchant, await shops.ListOfAsync(id, ct), await staff.ListAsync(id, "", ct), await invitations.ListAsync(id, ct), await limits.ReadAsync(id, ct))
        : null;

    /// <summary>One shop of that merchant, and the merchant's name; null when it is not that merchant's.</summary>
    public async Task<(ShopView Shop, string Merchant)?> ShopAsync(ShopOf which, CancellationToken ct) =>
        await merchants.FindAsync(new MerchantId(which.Id), ct) is { } merchant && await shops.FindAsync(which.Slug, ct) is { } shop && shop.Merchant == merchant.Id ? (shop, merchant.Name) : null;

    public Task<IReadOnlyList<MerchantView>> ListAsync(MerchantId? after, int count, CancellationToken ct) => merchants.ListAsync(after, count, ct);
}
