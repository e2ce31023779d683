using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Diner.Data.Secrets;
using Diner.Data.Sql;
using Diner.Data.Storage;

namespace Diner.Accounts.Passkeys;

/// <summary>What a page gives to the browser for one use of a passkey.</summary>
/// <param name="Options">What <c>navigator.credentials</c> is asked, as JSON.</param>
/// <param name="State">Sealed; comes back with the browser's answer.</param>
public sealed record PasskeyChallenge(string Options, string State);

/// <summary>
/// What we must remember between a challenge and its answer travels with the page, sealed: anybody may open the sign-in page, and nothing is
/// written for it. A challenge counts once, and for fifteen minutes.
/// </summary>
internal sealed class Ceremonies(KeyRing keys, TimeProvider clock)
{
    private const string SecretName = "accounts/passkeys";
    private const int StateCharsMax = 4096;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    private static readonly SqlText Use = "insert into accounts_used_challenges (hash, expires_at) values ($1, $2) on conflict do nothing";

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Seals what Identity wants back, for one purpose.</summary>
    public async ValueTask<string> SealAsync(string purpose, string state, CancellationToken ct)
    {
        using var cipher = Sealed.Cipher(await keys.GetAsync(SecretName, ct));
        var slip = new Slip(state, clock.GetUtcNow() + Lifetime);
        return Base64Url.EncodeToString(Sealed.Seal(cipher, JsonSerializer.SerializeToUtf8Bytes(slip), Encoding.UTF8.GetBytes(purpose)));
    }

    /// <summary>What was sealed for that purpose; null when it is too old or not ours.</summary>
    public async ValueTask<string?> OpenAsync(string purpose, string text, CancellationToken ct)
    {
        if (text.Length is 0 or > StateCharsMax || !Base64Url.IsValid(text))
            return null;
        using var cipher = Sealed.Cipher(await keys.GetAsync(SecretName, ct));
        try
        {
            var slip = JsonSerializer.Deserialize<Slip>(Sealed.Open(cipher, Base64Url.DecodeFromChars(text), Encoding.UTF8.GetBytes(purpose)))!;
            return slip.ExpiresAt > clock.GetUtcNow() ? slip.State : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Uses a challenge up in the caller's transaction; false when it was used before.</summary>
    public async Task<bool> UseAsync(UnitOfWork work, string text, CancellationToken ct) =>
        await work.RunAsync(Use, ct, SHA256.HashData(Encoding.ASCII.GetBytes(text)), clock.GetUtcNow() + Lifetime) == 1;

    private sealed record Slip(string State, DateTimeOffset ExpiresAt);
}

internal sealed class UsedChallenge
{
    public required byte[] Hash { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
