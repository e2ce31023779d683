using Diner.Accounts.Seats;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Microsoft.AspNetCore.Components.Authorization;

namespace Diner.Web.Access;

/// <summary>
/// Who sits before an interactive component. A circuit outlives the request that opened it, so a component asks here before each act:
/// a session that was ended, or a role that was taken away, ends what it may do at once.
/// </summary>
public sealed class CurrentDesk(AuthenticationStateProvider state, Sessions sessions, Shops shops)
{
    internal const string SessionClaim = "session";
    internal const string AddressClaim = "address";

    /// <summary>The desk, when the session still counts, the shop is the person's merchant's, and they have the permission; else null.</summary>
    /// <param name="shop">The shop's id, or null for a page of the operator's.</param>
    /// <param name="permission">Its name.</param>
    /// <param name="ct">Cancels the look-up.</param>
    public async Task<Desk?> FindAsync(ShopId? shop, string permission, CancellationToken ct)
    {
        var user = (await state.GetAuthenticationStateAsync()).User;
        if (!Guid.TryParse(user.FindFirst(SessionClaim)?.Value, out var session) || await sessions.FindAsync(SessionId.From(session), ct) is not { } seat)
            return null;
        if (seat.Gap != SeatGap.None || !seat.May(permission))
            return null;
        var desk = new Desk(seat, user.FindFirst(AddressClaim)?.Value ?? "");
        if (shop is not { } id)
            return desk;
        return await shops.FindAsync(id, ct) is { } found && found.Merchant == seat.Merchant ? desk with { Shop = found } : null;
    }
}
