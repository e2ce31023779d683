using Diner.Payments.Keys;

namespace Diner.Payments.WeChatPay;

/// <summary>What a notification of WeChat Pay is checked against. What is null is not known, as when a captured notification is looked into, and then not checked.</summary>
/// <param name="Keys">The platform's certificates or public key by their serial number; while keys rotate there are two.</param>
/// <param name="ApiV3Key">The secret that opens the resource; 32 bytes at the provider.</param>
/// <param name="MerchantId">Our mchid.</param>
/// <param name="AppId">Our appid.</param>
internal sealed record WeChatPayMerchant(IReadOnlyList<WeChatPayKey> Keys, byte[]? ApiV3Key, string? MerchantId, string? AppId);

/// <summary>A key of the platform.</summary>
/// <param name="Serial">A certificate's serial number, or <c>PUB_KEY_ID_…</c>; null answers to any name.</param>
/// <param name="Key">The key.</param>
internal sealed record WeChatPayKey(string? Serial, ProviderKey Key);
