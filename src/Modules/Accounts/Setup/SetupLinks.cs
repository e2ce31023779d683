using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Setup;

/// <summary>The link through which the first administrator is made. Its token is 256 random bits in base64url.</summary>
public sealed class SetupLinks(Database database, TimeProvider clock)
{
    /// <summary>How long a link opens.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private const int TokenBytes = 32;

    // A link that was used is never replaced: its row stays the proof that an administrator was made.
    private static readonly SqlText Replace = new(
        """
        insert into accounts_setup_links (id, token_hash, created_at, expires_at)
        select 1, $1::bytea, $2::timestamptz, $3::timestamptz
        where not exists (select from accounts_staff where merchant_id is null)
        on conflict (id) do update
        set token_hash = excluded.token_hash, created_at = excluded.created_at, expires_at = excluded.expires_at
        where accounts_setup_links.used_at is null
        """,
        """
        insert into accounts_setup_links (id, token_hash, created_at, expires_at)
        select 1, $1, $2, $3
        where not exists (select 1 from accounts_staff where merchant_id is null)
        on conflict (id) do update
        set token_hash = excluded.token_hash, created_at = excluded.created_at, expires_at = excluded.expires_at
        where accounts_setup_links.used_at is null
        """);

    /// <summary>A new token, which makes every older one useless; null when there is an administrator already.</summary>
    public async Task<string?> IssueAsync(CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = clock.GetUtcNow();
        var written = await database.WriteAsync(work => work.RunAsync(Replace, ct, Hash(token), now, now + Lifetime), ct);
        return written == 1 ? token : null;
    }

    /// <summary>True while the token makes an administrator: false alike for one that was used, replaced, is too old or was never ours.</summary>
    public async Task<bool> IsOpenAsync(string token, CancellationToken ct)
    {
        if (!IsToken(token))
            return false;
        var (hash, now) = (Hash(token), clock.GetUtcNow());
        await using var db = database.Read();
        return await db.Set<SetupLink>().AnyAsync(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now, ct);
    }

    /// <summary>What is stored of a token.</summary>
    internal static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    private static bool IsToken(string token) => token.Length == Base64Url.GetEncodedLength(TokenBytes) && Base64Url.IsValid(token);
}
