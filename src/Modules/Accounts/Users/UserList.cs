using Diner.Accounts.Invitations;
using Diner.Accounts.Merchants;
using Diner.Accounts.Passkeys;
using Diner.Accounts.Seats;
using Diner.Accounts.Staff;
using Diner.Accounts.Tries;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Users;

/// <summary>Everybody with an account, of every merchant and of the operator, and whoever is invited.</summary>
public sealed class UserList(Database database, OwnSessions sessions, TimeProvider clock)
{
    /// <summary>The most people on one page.</summary>
    public const int PageMax = 50;

    /// <summary>People by address, after the given one.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The last address of the page before, or empty.</param>
    /// <param name="ct">Cancels the look-up.</param>
    public async Task<IReadOnlyList<UserView>> ListAsync(UserFilter filter, string after, CancellationToken ct)
    {
        await using var db = database.Read();
        return await ViewAsync(db, Narrow(db, filter).Where(s => s.Email.CompareTo(after) > 0).OrderBy(s => s.Email).Take(PageMax), ct);
    }

    /// <summary>One of them; null when there is nobody.</summary>
    public async Task<UserView?> FindAsync(StaffId id, CancellationToken ct)
    {
        await using var db = database.Read();
        return (await ViewAsync(db, db.Set<StaffMember>().Where(s => s.Id == id), ct)).SingleOrDefault();
    }

    /// <summary>The person's open sessions, the last used first.</summary>
    public Task<IReadOnlyList<SessionView>> SessionsAsync(UserView user, CancellationToken ct) => sessions.ListAsync(user.Id, user.Merchant is null, ct);

    /// <summary>Invitations nobody has taken up, by address, after the given one.</summary>
    public async Task<IReadOnlyList<InvitationView>> InvitedAsync(UserFilter filter, (string Email, Guid Id) after, CancellationToken ct)
    {
        await using var db = database.Read();
        var open = db.Set<Invitation>().Where(i => i.EndedAt == null && (i.Email.CompareTo(after.Email) > 0 || (i.Email == after.Email && i.Id > after.Id)));
        if (filter.Text.Length > 0)
            open = open.Where(i => i.Email.Contains(filter.Text));
        if (filter.Merchant is not null || filter.IsOperators)
            open = open.Where(i => i.MerchantId == filter.Merchant);
        var found = await open.OrderBy(i => i.Email).ThenBy(i => i.Id).Take(PageMax).ToListAsync(ct);
        return [.. found.Select(Invitations.Invitations.View)];
    }

    private static IQueryable<StaffMember> Narrow(DinerDb db, UserFilter filter)
    {
        var people = db.Set<StaffMember>().AsQueryable();
        if (filter.Text.Length > 0)
        {
            var text = filter.Text.ToLowerInvariant();
            people = people.Where(s => s.Email.Contains(text) || s.Name.ToLower().Contains(text));
        }

        if (filter.Merchant is not null || filter.IsOperators)
            people = people.Where(s => s.MerchantId == filter.Merchant);
        if (filter.Role is { } role)
            people = people.Where(s => db.Set<StaffRole>().Any(r => r.StaffId == s.Id && r.Role == role));
        return filter.IsLocked ? people.Where(s => s.LockedAt != null) : people;
    }

    private async Task<IReadOnlyList<UserView>> ViewAsync(DinerDb db, IQueryable<StaffMember> which, CancellationToken ct)
    {
        var people = await which.ToListAsync(ct);
        var (ids, now) = (people.ConvertAll(p => p.Id), clock.GetUtcNow());
        var gates = people.ToDictionary(p => TryLimits.Account(p.Email).Name, p => p.Id);
        var (names, merchants) = (gates.Keys.ToList(), people.Select(p => p.MerchantId).OfType<MerchantId>().Distinct().ToList());
        var roles = (await db.Set<StaffRole>().Where(r => ids.Contains(r.StaffId)).ToListAsync(ct)).ToLookup(r => r.StaffId, r => r.Role);
        var passkeys = (await db.Set<Passkey>().Where(p => ids.Contains(p.StaffId)).Select(p => p.StaffId).ToListAsync(ct)).ToLookup(id => id);
        var called = await db.Set<Merchant>().Where(m => merchants.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, ct);
        var waits = (await db.Set<TryCount>().Where(t => names.Contains(t.Name) && t.ClosedUntil > now).ToListAsync(ct)).ToDictionary(t => gates[t.Name], t => t.ClosedUntil);
        return [.. people.Select(p => new UserView(p.Id, p.Email, p.Name, p.MerchantId)
        {
            MerchantName = p.MerchantId is { } merchant ? called.GetValueOrDefault(merchant, "") : "",
            Roles = [.. roles[p.Id].Order()],
            AuthenticatorSince = p.TotpSecret is null ? null : p.TotpSince,
            Passkeys = passkeys[p.Id].Count(),
            LockedAt = p.LockedAt,
            WaitsUntil = waits.TryGetValue(p.Id, out var until) ? until : null,
            CreatedAt = p.CreatedAt,
            PasswordSetAt = p.PasswordSetAt,
        })];
    }
}
