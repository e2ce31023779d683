using Diner.Accounts.Passkeys;
using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Staff;

/// <summary>A person who works here, as colleagues see them.</summary>
/// <param name="Id">Their account.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="Name">What they are called.</param>
public sealed record StaffView(StaffId Id, string Email, string Name)
{
    /// <summary>What they are.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>True with an authenticator app or a passkey.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>Their last request; null when they have not been here for half a year.</summary>
    public DateTimeOffset? SeenAt { get; init; }
}

/// <summary>Who works for a merchant, or for the operator.</summary>
public sealed class StaffList(Database database)
{
    /// <summary>The most people on one page.</summary>
    public const int PageMax = 100;

    /// <summary>People by address, after the given one.</summary>
    /// <param name="merchant">Whose staff; null for the operator's.</param>
    /// <param name="after">The last address of the page before, or empty.</param>
    /// <param name="ct">Cancels the look-up.</param>
    public async Task<IReadOnlyList<StaffView>> ListAsync(MerchantId? merchant, string after, CancellationToken ct)
    {
        await using var db = database.Read();
        var people = await db.Set<StaffMember>().Where(s => s.MerchantId == merchant && s.Email.CompareTo(after) > 0).OrderBy(s => s.Email).Take(PageMax).ToListAsync(ct);
        var ids = people.Select(p => p.Id).ToList();
        var roles = (await db.Set<StaffRole>().Where(r => ids.Contains(r.StaffId)).ToListAsync(ct)).ToLookup(r => r.StaffId, r => r.Role);
        var passkeys = (await db.Set<Passkey>().Where(p => ids.Contains(p.StaffId)).Select(p => p.StaffId).ToListAsync(ct)).ToHashSet();
        var seen = await db.Set<Session>().Where(s => ids.Contains(s.StaffId)).GroupBy(s => s.StaffId).Select(g => new { g.Key, At = g.Max(s => s.SeenAt) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
        return [.. people.Select(p => new StaffView(p.Id, p.Email, p.Name)
        {
            Roles = [.. roles[p.Id].Order()],
            HasSecondFactor = p.TotpSecret is not null || passkeys.Contains(p.Id),
            SeenAt = seen.TryGetValue(p.Id, out var at) ? at : null,
        })];
    }

    /// <summary>One of them; null alike for somebody else's and for nobody.</summary>
    public async Task<StaffView?> FindAsync(MerchantId? merchant, StaffId id, CancellationToken ct)
    {
        await using var db = database.Read();
        if (await db.Set<StaffMember>().SingleOrDefaultAsync(s => s.Id == id && s.MerchantId == merchant, ct) is not { } found)
            return null;
        return new StaffView(found.Id, found.Email, found.Name) { Roles = await db.Set<StaffRole>().Where(r => r.StaffId == id).Select(r => r.Role).OrderBy(r => r).ToListAsync(ct) };
    }
}
