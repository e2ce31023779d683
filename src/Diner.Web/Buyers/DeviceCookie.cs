using System.Buffers.Text;
using System.Security.Cryptography;
using Diner.Data.Secrets;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Buyers;

/// <summary>
/// Tells one browser from another, for hold limits and for "my orders in this browser": a random id with our signature, so that nobody
/// makes up fresh browsers by the thousand or guesses another's. Set on checkout pages only. It says nothing about the person.
/// </summary>
public sealed class DeviceCookie(KeyRing keys)
{
    /// <summary>The cookie's name.</summary>
    public const string Name = "diner_device";

    private const string Secret = "web/devices";
    private const int IdBytes = 16;
    private const int SignatureBytes = 16;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    /// <summary>The browser's id, or the empty string when it has none or one we did not sign.</summary>
    public async ValueTask<string> ReadAsync(HttpContext context, CancellationToken ct) =>
        context.Request.Cookies[Name] is { Length: > 0 and < 100 } value ? Verify(value, await keys.GetAsync(Secret, ct)) : "";

    /// <summary>The browser's id; a new one is made, and set in the answer, when it has none. Call before the answer begins.</summary>
    public async ValueTask<string> IssueAsync(HttpContext context, CancellationToken ct)
    {
        if (await ReadAsync(context, ct) is { Length: > 0 } known)
            return known;
        var id = RandomNumberGenerator.GetBytes(IdBytes);
        var key = await keys.GetAsync(Secret, ct);
        context.Response.Cookies.Append(Name, SignedText(id, key), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = Lifetime,
            Path = "/",
            IsEssential = true,
        });
        return Base64Url.EncodeToString(id);
    }

    internal static string SignedText(byte[] id, byte[] key) => Base64Url.EncodeToString([.. id, .. Sign(id, key)]);

    internal static string Verify(string value, byte[] key)
    {
        if (!Base64Url.IsValid(value, out var length) || length != IdBytes + SignatureBytes)
            return "";
        var bytes = Base64Url.DecodeFromChars(value);
        var id = bytes[..IdBytes];
        return CryptographicOperations.FixedTimeEquals(Sign(id, key), bytes.AsSpan(IdBytes)) ? Base64Url.EncodeToString(id) : "";
    }

    private static byte[] Sign(byte[] id, byte[] key) => HMACSHA256.HashData(key, id)[..SignatureBytes];
}
