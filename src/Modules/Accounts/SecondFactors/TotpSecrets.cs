using System.Security.Cryptography;
using System.Text;
using Diner.Accounts.Staff;
using Diner.Data.Secrets;
using Diner.Kernel;

namespace Diner.Accounts.SecondFactors;

/// <summary>The secrets people's authenticator apps share with us, sealed for storage, each for one person.</summary>
internal sealed class TotpSecrets(KeyRing keys)
{
    private const string SecretName = "accounts/second-factors";

    /// <summary>
    /// The secret offered to somebody who enrols: the same on each look at the page, another in each session and after each enrolment.
    /// Nothing is written for it, and the browser is not asked to bring it back.
    /// </summary>
    public async ValueTask<byte[]> OfferAsync(SessionId session, DateTimeOffset? enrolledAt, CancellationToken ct)
    {
        var key = await keys.DeriveAsync(SecretName, "offer", ct);
        byte[] about = [.. session.Value.ToByteArray(bigEndian: true), .. BitConverter.GetBytes(enrolledAt?.UtcTicks ?? 0)];
        return HMACSHA256.HashData(key, about)[..Totp.SecretBytes];
    }

    /// <summary>What is stored.</summary>
    public async ValueTask<byte[]> SealAsync(StaffId staff, byte[] secret, CancellationToken ct)
    {
        using var cipher = Sealed.Cipher(await keys.DeriveAsync(SecretName, "seal", ct));
        return Sealed.Seal(cipher, secret, staff.Value.ToByteArray(bigEndian: true));
    }

    /// <summary>The secret of what is stored.</summary>
    public async ValueTask<byte[]> OpenAsync(StaffId staff, byte[] stored, CancellationToken ct)
    {
        using var cipher = Sealed.Cipher(await keys.DeriveAsync(SecretName, "seal", ct));
        return Sealed.Open(cipher, stored, staff.Value.ToByteArray(bigEndian: true));
    }

    /// <summary>What is stored of a recovery code: a thief of the database cannot try codes without the master key.</summary>
    public async ValueTask<byte[]> HashAsync(StaffId staff, string code, CancellationToken ct)
    {
        byte[] about = [.. staff.Value.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(code)];
        return HMACSHA256.HashData(await keys.DeriveAsync(SecretName, "recovery", ct), about);
    }
}
