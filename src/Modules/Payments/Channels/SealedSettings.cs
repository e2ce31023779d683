using System.Security.Cryptography;
using System.Text.Json;
using Diner.Data.Secrets;
using Diner.Kernel;

namespace Diner.Payments.Channels;

/// <summary>
/// A channel's settings at rest: JSON under AES-256-GCM with a key of the key ring, tied to the channel's id, so that settings
/// copied to another row do not open.
/// </summary>
internal sealed class SealedSettings(KeyRing keys)
{
    private const string SecretName = "payments/channels";

    public async Task<byte[]> SealAsync(ChannelId id, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        using var cipher = Sealed.Cipher(await keys.GetAsync(SecretName, ct));
        return Sealed.Seal(cipher, JsonSerializer.SerializeToUtf8Bytes(settings), Place(id));
    }

    public async Task<IReadOnlyDictionary<string, string>> OpenAsync(ChannelId id, byte[] stored, CancellationToken ct)
    {
        using var cipher = Sealed.Cipher(await keys.GetAsync(SecretName, ct));
        var json = Sealed.Open(cipher, stored, Place(id));
        return JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? throw new InvariantException($"channel {id.Value} has no settings");
    }

    private static byte[] Place(ChannelId id) => id.Value.ToByteArray(bigEndian: true);
}
