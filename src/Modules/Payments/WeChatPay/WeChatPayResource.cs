using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Diner.Payments.Notifications;

namespace Diner.Payments.WeChatPay;

/// <summary>The sealed part of a notification: AEAD_AES_256_GCM, the tag behind the ciphertext, nonce and associated data beside it.</summary>
internal static class WeChatPayResource
{
    private const int TagBytes = 16;
    private const int NonceBytes = 12;

    /// <summary>What is in it; null when it does not open. The provider's keys have 32 bytes; AES takes 16 and 24 as well, as published test vectors do.</summary>
    public static byte[]? Open(JsonElement resource, byte[] apiV3Key)
    {
        if (resource.At("algorithm").Text() != "AEAD_AES_256_GCM" || resource.At("ciphertext").Text() is not { } ciphertext || resource.At("nonce").Text() is not { } nonceText)
            return null;
        var nonce = Encoding.UTF8.GetBytes(nonceText);
        var sealedBytes = new byte[ciphertext.Length];
        if (nonce.Length != NonceBytes || !Convert.TryFromBase64String(ciphertext, sealedBytes, out var length) || length < TagBytes || apiV3Key.Length is not (16 or 24 or 32))
            return null;
        var plain = new byte[length - TagBytes];
        try
        {
            using var aes = new AesGcm(apiV3Key, TagBytes);
            aes.Decrypt(nonce, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length, TagBytes), plain, Encoding.UTF8.GetBytes(resource.At("associated_data").Text() ?? ""));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
