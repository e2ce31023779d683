using System.Buffers.Text;
using System.Security.Cryptography;
using Diner.Data.Secrets;
using Diner.Kernel;
using Microsoft.Extensions.Hosting;

namespace Diner.Delivery.Pages;

/// <summary>
/// The unguessable name of an order's page: the order's id and the first 16 bytes of its HMAC-SHA-256 under the key ring's secret
/// <c>delivery/tokens</c>, in base64url. The same order always has the same token, so a mail can rebuild it and nothing is stored.
/// Thread-safe.
/// </summary>
public sealed class PageTokens(KeyRing keys) : IHostedService
{
    /// <summary>Characters of a token.</summary>
    public const int Length = 43;

    private const string SecretName = "delivery/tokens";
    private const int IdBytes = 16;
    private const int MacBytes = 16;

    private byte[]? _secret;

    private byte[] Secret => Volatile.Read(ref _secret) ?? LoadNow();

    /// <summary>The order's token.</summary>
    public string For(OrderId order)
    {
        Span<byte> token = stackalloc byte[IdBytes + MacBytes];
        Write(order, token);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>False for a token that is not ours, whole and unchanged. It says nothing about whether the order still exists.</summary>
    public bool TryRead(string token, out OrderId order)
    {
        order = default;
        Span<byte> read = stackalloc byte[IdBytes + MacBytes];
        if (token.Length != Length || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, read, out var written) || written != read.Length)
            return false;
        var claimed = new OrderId(new Guid(read[..IdBytes], bigEndian: true));
        Span<byte> genuine = stackalloc byte[IdBytes + MacBytes];
        Write(claimed, genuine);
        if (!CryptographicOperations.FixedTimeEquals(read, genuine))
            return false;
        order = claimed;
        return true;
    }

    /// <summary>Loads the secret, so that no request waits for it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken) =>
        Volatile.Write(ref _secret, await keys.GetAsync(SecretName, cancellationToken));

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Write(OrderId order, Span<byte> token)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        order.Value.TryWriteBytes(token[..IdBytes], bigEndian: true, out _);
        HMACSHA256.HashData(Secret, token[..IdBytes], mac);
        mac[..MacBytes].CopyTo(token[IdBytes..]);
    }

    // Only without a running host (the command line, tests): a server loaded it before it took its first request.
    private byte[] LoadNow()
    {
        Task.Run(() => StartAsync(CancellationToken.None)).GetAwaiter().GetResult();
        return Volatile.Read(ref _secret)!;
    }
}
