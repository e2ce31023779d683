using Diner.Accounts.Permissions;
using Diner.Kernel;
using Diner.Testing;
using Microsoft.Playwright;

namespace Diner.BrowserTests.Stage;

/// <summary>People behind the counter. The demo shop and the corner shop are the house's own.</summary>
internal static class Counter
{
    private static int _clerks;

    /// <summary>Somebody signed in, second factor and all; of the operator's staff when there is no merchant.</summary>
    public static async Task<Visitor> ClerkAsync(this House house, Look look, MerchantId? merchant, params Role[] roles)
    {
        var visitor = await house.VisitorAsync(look);
        var services = house.App.Services;
        var staff = await Clerk.AddStaffAsync(services, $"clerk{Interlocked.Increment(ref _clerks)}@example.com", merchant, roles, CancellationToken.None);
        var seat = await Clerk.SeatAsync(services, staff, CancellationToken.None);
        await visitor.Page.Context.AddCookiesAsync([new Cookie { Name = seat.Split('=')[0], Value = seat.Split('=')[1], Url = look.ByName ? house.NamedAddress : house.Address }]);
        return visitor;
    }
}
