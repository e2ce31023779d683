using Diner.Accounts.Letters;
using Diner.Accounts.Staff;
using Diner.Accounts.Tries;
using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Accounts.Passwords;

/// <summary>Mails a one-time link to who forgot the password.</summary>
public sealed class MailPasswordLink
{
    /// <summary>How long the link opens.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    // One statement for known and unknown alike, so that both take as long.
    private static readonly SqlText Replace = new(
        """
        insert into accounts_password_links (staff_id, letter_id, token_hash, expires_at, used_at)
        select id, $2::uuid, $3::bytea, $4::timestamptz, null from accounts_staff where email = $1
        on conflict (staff_id) do update
        set letter_id = excluded.letter_id, token_hash = excluded.token_hash, expires_at = excluded.expires_at, used_at = null
        """,
        """
        insert into accounts_password_links (staff_id, letter_id, token_hash, expires_at, used_at)
        select id, $2, $3, $4, null from accounts_staff where email = $1
        on conflict (staff_id) do update
        set letter_id = excluded.letter_id, token_hash = excluded.token_hash, expires_at = excluded.expires_at, used_at = null
        """);

    private readonly LetterTools _tools;
    private readonly TryGate _tries;
    private readonly AuditTrail _audit;
    private readonly IdSource _ids;

    internal MailPasswordLink(LetterTools tools, TryGate tries, AuditTrail audit, IdSource ids) => (_tools, _tries, _audit, _ids) = (tools, tries, audit, ids);

    /// <summary>
    /// Mails a link if there is such an account; the caller cannot tell. A new link makes the one before useless. Asked too often it mails
    /// nothing, and answers alike too.
    /// </summary>
    public async Task RunAsync(string email, string address, CancellationToken ct)
    {
        if (StaffEmail.Read(email) is not { } known || !(await _tries.TakeAsync([TryLimits.ResetMail(known), TryLimits.ResetAddress(address)], ct)).IsOpen)
            return;
        var letter = _ids.NextGuid();
        var hash = LinkTokens.Hash(await _tools.Tokens.ForAsync(letter, ct));
        await using var work = await _tools.Database.BeginAsync(ct);
        if (await work.RunAsync(Replace, ct, known, letter, hash, _tools.Clock.GetUtcNow() + Lifetime) == 0)
            return;
        await _tools.Post.AddAsync(work, StaffLetterKind.PasswordLink, letter, ct);
        await _audit.AddAsync(work, Actor.Visitor(known, address), new AuditEntry("password.link_sent", known), ct);
        await work.CommitAsync(ct);
    }
}
