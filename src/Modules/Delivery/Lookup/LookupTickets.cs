using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Diner.Data.Secrets;
using Diner.Kernel;

namespace Diner.Delivery.Lookup;

/// <summary>Whose orders a ticket shows.</summary>
/// <param name="ShopId">In which shop.</param>
/// <param name="ContactHash">Of which contact.</param>
public sealed record LookupTicket(ShopId ShopId, byte[] ContactHash);

/// <summary>
/// Proof, for half an hour, that a contact's mailbox is the visitor's: shop, contact hash, end, and the first 16 bytes of their
/// HMAC-SHA-256 under the key ring's secret <c>delivery/tickets</c>, in base64url. Nothing is stored.
/// </summary>
public sealed class LookupTickets(KeyRing keys, TimeProvider clock)
{
    /// <summary>How long a ticket opens.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private const string SecretName = "delivery/tickets";
    private const int IdBytes = 16;
    private const int BodyBytes = IdBytes + 16 + sizeof(long);
    private const int MacBytes = 16;

    /// <summary>A ticket to that contact's orders.</summary>
    public async ValueTask<string> ForAsync(ShopId shopId, byte[] contactHash, CancellationToken ct)
    {
        var ticket = new byte[BodyBytes + MacBytes];
        shopId.Value.TryWriteBytes(ticket, bigEndian: true, out _);
        contactHash.CopyTo(ticket, IdBytes);
        BinaryPrimitives.WriteInt64BigEndian(ticket.AsSpan(BodyBytes - sizeof(long)), (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        (await MacAsync(ticket, ct)).CopyTo(ticket, BodyBytes);
        return Base64Url.EncodeToString(ticket);
    }

    /// <summary>Null for a ticket that is not ours, or too old.</summary>
    public async ValueTask<LookupTicket?> ReadAsync(string text, CancellationToken ct)
    {
        var ticket = new byte[BodyBytes + MacBytes];
        if (text.Length != Base64Url.GetEncodedLength(ticket.Length) || !Base64Url.IsValid(text))
            return null;
        if (!Base64Url.TryDecodeFromChars(text, ticket, out var written) || written != ticket.Length)
            return null;
        var genuine = await MacAsync(ticket, ct);
        if (!CryptographicOperations.FixedTimeEquals(ticket.AsSpan(BodyBytes), genuine))
            return null;
        var end = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(ticket.AsSpan(BodyBytes - sizeof(long))));
        return clock.GetUtcNow() < end
            ? new LookupTicket(new ShopId(new Guid(ticket.AsSpan(0, IdBytes), bigEndian: true)), ticket[IdBytes..(IdBytes + 16)])
            : null;
    }

    private async ValueTask<byte[]> MacAsync(byte[] ticket, CancellationToken ct) =>
        HMACSHA256.HashData(await keys.GetAsync(SecretName, ct), ticket.AsSpan(0, BodyBytes))[..MacBytes];
}
