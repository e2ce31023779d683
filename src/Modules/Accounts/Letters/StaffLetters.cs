using Diner.Accounts.Invitations;
using Diner.Accounts.Merchants;
using Diner.Accounts.Passwords;
using Diner.Accounts.Seats;
using Diner.Accounts.Staff;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Letters;

/// <summary>What a letter to staff says. Its link is good for whoever has it: never logged.</summary>
/// <param name="To">The address.</param>
/// <param name="Language">zh-CN or en.</param>
/// <param name="Path">Where its button leads, on our site.</param>
public sealed record StaffLetter(string To, string Language, string Path)
{
    /// <summary>For whom they work or will work; null for the operator.</summary>
    public string? Merchant { get; init; }

    /// <summary>When the sign-in was that it is about, or when the link ends.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>From where the sign-in was, or who invited.</summary>
    public string From { get; init; } = "";

    /// <summary>The browser of the sign-in.</summary>
    public string Browser { get; init; } = "";

    // A record would print the link.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("To = ").Append(To);
        return true;
    }
}

/// <summary>Says what letters to staff say, from what is true now.</summary>
public sealed class StaffLetters
{
    private readonly Database _database;
    private readonly LinkTokens _tokens;
    private readonly TimeProvider _clock;

    internal StaffLetters(Database database, LinkTokens tokens, TimeProvider clock) => (_database, _tokens, _clock) = (database, tokens, clock);

    /// <summary>The letter, or null when it is no longer true: the link was used, replaced or ran out.</summary>
    public Task<StaffLetter?> FindAsync(StaffLetterKind kind, Guid letter, CancellationToken ct) => kind switch
    {
        StaffLetterKind.Invitation => InvitationAsync(letter, ct),
        StaffLetterKind.PasswordLink => PasswordLinkAsync(letter, ct),
        StaffLetterKind.NewDevice => NewDeviceAsync(new SessionId(letter), ct),
        StaffLetterKind.SecondFactorReset => SecondFactorResetAsync(letter, ct),
        StaffLetterKind.PayoutAccountChanged => NoticeAsync(letter, ct),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A letter without words."),
    };

    private async Task<StaffLetter?> InvitationAsync(Guid letter, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        await using var db = _database.Read();
        var invitation = await db.Set<Invitation>().SingleOrDefaultAsync(i => i.LetterId == letter && i.EndedAt == null && i.ExpiresAt > now, ct);
        if (invitation is null)
            return null;
        var merchant = await db.Set<Merchant>().Where(m => m.Id == invitation.MerchantId).Select(m => m.Name).SingleOrDefaultAsync(ct);
        return new StaffLetter(invitation.Email, invitation.Language, $"/account/invitation/{await _tokens.ForAsync(letter, ct)}")
        {
            Merchant = merchant,
            At = invitation.ExpiresAt,
            From = invitation.InvitedBy,
        };
    }

    private async Task<StaffLetter?> PasswordLinkAsync(Guid letter, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        await using var db = _database.Read();
        var found = await (
            from link in db.Set<PasswordLink>()
            join staff in db.Set<StaffMember>() on link.StaffId equals staff.Id
            where link.LetterId == letter && link.UsedAt == null && link.ExpiresAt > now
            select new { staff.Email, staff.Language, link.ExpiresAt }).SingleOrDefaultAsync(ct);
        return found is null ? null : new StaffLetter(found.Email, found.Language, $"/account/password/{await _tokens.ForAsync(letter, ct)}") { At = found.ExpiresAt };
    }

    private async Task<StaffLetter?> SecondFactorResetAsync(Guid letter, CancellationToken ct)
    {
        await using var db = _database.Read();
        return await db.Set<StaffMember>().Where(s => s.ResetLetterId == letter)
            .Select(s => new StaffLetter(s.Email, s.Language, "/account/second-factor") { At = s.ResetAt!.Value }).SingleOrDefaultAsync(ct);
    }

    private async Task<StaffLetter?> NoticeAsync(Guid letter, CancellationToken ct)
    {
        await using var db = _database.Read();
        return await (
            from notice in db.Set<StaffNotice>()
            join staff in db.Set<StaffMember>() on notice.StaffId equals staff.Id
            where notice.LetterId == letter
            select new StaffLetter(staff.Email, staff.Language, notice.Path) { At = notice.At, From = notice.By }).SingleOrDefaultAsync(ct);
    }

    private async Task<StaffLetter?> NewDeviceAsync(SessionId id, CancellationToken ct)
    {
        await using var db = _database.Read();
        return await (
            from session in db.Set<Session>()
            join staff in db.Set<StaffMember>() on session.StaffId equals staff.Id
            where session.Id == id
            select new StaffLetter(staff.Email, staff.Language, "/account/sessions") { At = session.CreatedAt, From = session.Address, Browser = session.Browser }).SingleOrDefaultAsync(ct);
    }
}
