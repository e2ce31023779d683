using Diner.Accounts.Permissions;
using Diner.Bench.Stage;
using Diner.Kernel;
using Diner.Testing;

namespace Diner.Bench.Lists;

/// <summary>Who has signed in: each when a page of theirs comes first, because the operator's staff are signed out when they are idle.</summary>
internal sealed class Seats(Premises premises)
{
    private readonly Dictionary<Onlooker, string> _cookies = [];

    /// <summary>The <c>Cookie</c> header of that person.</summary>
    public async Task<string> OfAsync(Onlooker who)
    {
        if (_cookies.TryGetValue(who, out var cookie))
            return cookie;
        var (merchant, role) = who switch
        {
            Onlooker.Owner => ((MerchantId?)MerchantId.House, Role.Owner),
            Onlooker.Administrator => (null, Role.Administrator),
            Onlooker.Auditor => (null, Role.AuditAdministrator),
            _ => throw new InvalidOperationException($"unknown onlooker {who}"),
        };
        var staff = await Clerk.AddStaffAsync(premises.Services, $"{who}@example.com".ToLowerInvariant(), merchant, [role], CancellationToken.None);
        return _cookies[who] = await Clerk.SeatAsync(premises.Services, staff, CancellationToken.None);
    }
}
