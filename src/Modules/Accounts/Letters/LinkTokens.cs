using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Diner.Data.Secrets;
using Diner.Kernel;

namespace Diner.Accounts.Letters;

/// <summary>
/// Tokens of one-time links in letters: HMAC-SHA-256 of the letter's id under a secret of the key ring. The mailer makes it again when it
/// writes; the database holds its hash only, for whoever comes with it.
/// </summary>
internal sealed class LinkTokens(KeyRing keys, IdSource ids)
{
    private const string SecretName = "accounts/links";
    private const int TokenBytes = 32;

    public Guid NewLetter() => ids.NextGuid();

    public async ValueTask<string> ForAsync(Guid letter, CancellationToken ct) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(await keys.GetAsync(SecretName, ct), letter.ToByteArray(bigEndian: true)));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    public static bool IsToken(string token) => token.Length == Base64Url.GetEncodedLength(TokenBytes) && Base64Url.IsValid(token);
}
