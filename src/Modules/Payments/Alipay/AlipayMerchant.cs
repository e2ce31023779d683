using Diner.Payments.Keys;

namespace Diner.Payments.Alipay;

/// <summary>What a notification of Alipay is checked against. An id that is null is not known, as when a captured notification is looked into, and then not checked.</summary>
/// <param name="AlipayKey">Alipay's public key, or that of its certificate.</param>
/// <param name="AppId">Our application.</param>
/// <param name="SellerId">Our account, 2088….</param>
internal sealed record AlipayMerchant(ProviderKey AlipayKey, string? AppId, string? SellerId);
