using Diner.Accounts.Letters;
using Diner.Accounts.Permissions;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Invitations;

/// <summary>An invitation that is open.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Merchant">For whom they will work; null for the operator.</param>
/// <param name="Email">Whom it went to.</param>
/// <param name="Roles">What they will be.</param>
/// <param name="SentAt">When the last mail was sent.</param>
/// <param name="ExpiresAt">Until when its link opens.</param>
public sealed record InvitationView(Guid Id, MerchantId? Merchant, string Email, IReadOnlyList<Role> Roles, DateTimeOffset SentAt, DateTimeOffset ExpiresAt);

/// <summary>Looks invitations up.</summary>
public sealed class Invitations(Database database, TimeProvider clock)
{
    /// <summary>The most invitations of one merchant that are open at once.</summary>
    public const int OpenMax = 50;

    /// <summary>Those of a merchant, or of the operator, that nobody has taken up; also those whose time is over, until they are withdrawn or sent again.</summary>
    public async Task<IReadOnlyList<InvitationView>> ListAsync(MerchantId? merchant, CancellationToken ct)
    {
        await using var db = database.Read();
        var open = await db.Set<Invitation>().Where(i => i.MerchantId == merchant && i.EndedAt == null).OrderBy(i => i.Email).Take(OpenMax).ToListAsync(ct);
        return [.. open.Select(View)];
    }

    /// <summary>The one that a link opens; null alike when it was taken up, withdrawn, replaced, is too old or was never ours.</summary>
    public async Task<InvitationView?> FindAsync(string token, CancellationToken ct)
    {
        if (!LinkTokens.IsToken(token))
            return null;
        var (hash, now) = (LinkTokens.Hash(token), clock.GetUtcNow());
        await using var db = database.Read();
        return await db.Set<Invitation>().SingleOrDefaultAsync(i => i.TokenHash == hash && i.EndedAt == null && i.ExpiresAt > now, ct) is { } found ? View(found) : null;
    }

    internal static InvitationView View(Invitation i) => new(i.Id, i.MerchantId, i.Email, Invitation.Read(i.Roles), i.SentAt, i.ExpiresAt);
}
