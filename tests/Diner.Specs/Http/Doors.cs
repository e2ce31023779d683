using Diner.Kernel;

namespace Diner.Specs.Http;

/// <summary>Every route of the house, and an address of each that leads to something.</summary>
internal static class Doors
{
    // An id that nothing has.
    private const string Nothing = "019aa000-0000-7000-8000-0000000000ff";

    private static readonly string[] AssetEndings = [".css", ".js", ".svg", ".png", ".ico", ".woff2", ".webmanifest"];

    public static IReadOnlyDictionary<string, string> Paths(string token, Guid channel, string? orderNo, string? setup) => new Dictionary<string, string>
    {
        ["/"] = "/",
        ["/robots.txt"] = "/robots.txt",
        ["/healthz"] = "/healthz",
        ["/readyz"] = "/readyz",
        ["/openapi/{documentName}.json"] = "/openapi/v1.json",
        ["/docs/api/{documentName?}"] = "/docs/api",
        ["/docs/api"] = "/docs/api",
        ["/api/v1/shops/{slug}/orders"] = $"/api/v1/shops/{HttpFront.Shop}/orders",
        ["/api/v1/shops/{slug}/products"] = $"/api/v1/shops/{HttpFront.Shop}/products",
        ["/api/v1/orders/{orderNo}"] = $"/api/v1/orders/{orderNo}",
        ["/pay/{channelId:guid}/notify"] = $"/pay/{channel:D}/notify",
        ["/pay/{channelId:guid}/wechat"] = $"/pay/{channel:D}/wechat",
        ["/sandbox/{channelId:guid}/pay"] = $"/sandbox/{channel:D}/pay",
        ["/s/{slug}"] = $"/s/{HttpFront.Shop}",
        ["/s/{slug}/p/{product}"] = $"/s/{HttpFront.Shop}/p/game",
        ["/s/{slug}/checkout"] = $"/s/{HttpFront.Shop}/checkout",
        ["/s/{slug}/find"] = $"/s/{HttpFront.Shop}/find",
        ["/s/{slug}/find/code"] = $"/s/{HttpFront.Shop}/find/code",
        ["/s/{slug}/find/code/check"] = $"/s/{HttpFront.Shop}/find/code/check",
        ["/s/{slug}/find/{ticket}"] = $"/s/{HttpFront.Shop}/find/ticket",
        ["/setup/{token}"] = $"/setup/{setup}",
        ["/orders"] = "/orders",
        ["/covers/{name}"] = $"/covers/{new string('0', 64)}.webp",
        ["/styles/{name}"] = $"/styles/{new string('0', 64)}.css",
        ["/o/{token}"] = $"/o/{token}",
        ["/o/{token}/pay"] = $"/o/{token}/pay",
        ["/o/{token}/events"] = $"/o/{token}/events",
        ["/o/{token}/reveal"] = $"/o/{token}/reveal",
        ["/o/{token}/keys.txt"] = $"/o/{token}/keys.txt",
        ["/o/{token}/keys.csv"] = $"/o/{token}/keys.csv",
        ["/o/{token}/keys/{number:int}/qr.svg"] = $"/o/{token}/keys/1/qr.svg",
        ["/o/{token}/problem"] = $"/o/{token}/problem",
    };

    /// <summary>
    /// Every route behind the counter, and an address of each that leads to something in the first shop. What is entered here is walked by
    /// <see cref="AccessSpecs"/> and attacked by <see cref="HostileSpecs"/>.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Counter() => new Dictionary<string, string>([.. Goods(), .. Orders(), .. Shops(), .. PayoutDoors.All, .. PeopleDoors.All])
    {
        ["/console"] = "/console",
        ["/console/{shop}"] = $"/console/{HttpFront.Shop}",
        ["/console/{shop}/keys"] = $"/console/{HttpFront.Shop}/keys",
        ["/console/{shop}/keys/search"] = $"/console/{HttpFront.Shop}/keys/search",
        ["/console/{shop}/keys/batches"] = $"/console/{HttpFront.Shop}/keys/batches",
        ["/console/{shop}/keys/batches/{batch:guid}"] = $"/console/{HttpFront.Shop}/keys/batches/{Nothing}",
        ["/console/{shop}/keys/batches/{batch:guid}/withdraw"] = $"/console/{HttpFront.Shop}/keys/batches/{Nothing}/withdraw",
        ["/console/{shop}/keys/expiring"] = $"/console/{HttpFront.Shop}/keys/expiring",
        ["/console/{shop}/keys/bin"] = $"/console/{HttpFront.Shop}/keys/bin",
        ["/console/{shop}/keys/bin/{variant:guid}/restore"] = $"/console/{HttpFront.Shop}/keys/bin/{Nothing}/restore",
        ["/console/{shop}/keys/pools/{variant:guid}"] = $"/console/{HttpFront.Shop}/keys/pools/{Nothing}",
        ["/console/{shop}/keys/pools/{variant:guid}/move"] = $"/console/{HttpFront.Shop}/keys/pools/{Nothing}/move",
        ["/console/{shop}/keys/pools/{variant:guid}/recycle"] = $"/console/{HttpFront.Shop}/keys/pools/{Nothing}/recycle",
        ["/console/{shop}/keys/{key:guid}"] = $"/console/{HttpFront.Shop}/keys/{Nothing}",
        ["/console/{shop}/keys/{key:guid}/reveal"] = $"/console/{HttpFront.Shop}/keys/{Nothing}/reveal",
        ["/console/{shop}/keys/pools/{variant:guid}/export"] = $"/console/{HttpFront.Shop}/keys/pools/{Nothing}/export",
        ["/console/{shop}/keys/import"] = $"/console/{HttpFront.Shop}/keys/import",
        ["/console/{shop}/keys/import/paste"] = $"/console/{HttpFront.Shop}/keys/import/paste",
        ["/console/{shop}/keys/import/file"] = $"/console/{HttpFront.Shop}/keys/import/file",
        ["/console/{shop}/keys/import/{file:guid}"] = $"/console/{HttpFront.Shop}/keys/import/{Nothing}",
        ["/console/{shop}/keys/import/{file:guid}/discard"] = $"/console/{HttpFront.Shop}/keys/import/{Nothing}/discard",
        ["/console/{shop}/keys/{key:guid}/recycle"] = $"/console/{HttpFront.Shop}/keys/{Nothing}/recycle",
        ["/console/{shop}/keys/{key:guid}/restore"] = $"/console/{HttpFront.Shop}/keys/{Nothing}/restore",
        ["/operator"] = "/operator",
        ["/operator/jobs"] = "/operator/jobs",
        ["/operator/jobs/{id:guid}/stop"] = $"/operator/jobs/{Guid.Empty}/stop",
        ["/operator/jobs/{id:guid}/again"] = $"/operator/jobs/{Guid.Empty}/again",
        ["/console/{shop}/work"] = $"/console/{HttpFront.Shop}/work",
        ["/console/{shop}/work/{id:guid}"] = $"/console/{HttpFront.Shop}/work/{Guid.Empty}",
        ["/console/{shop}/work/{id:guid}/events"] = $"/console/{HttpFront.Shop}/work/{Guid.Empty}/events",
        ["/console/{shop}/work/{id:guid}/result"] = $"/console/{HttpFront.Shop}/work/{Guid.Empty}/result",
        ["/console/{shop}/work/{id:guid}/stop"] = $"/console/{HttpFront.Shop}/work/{Guid.Empty}/stop",
        ["/console/{shop}/work/{id:guid}/again"] = $"/console/{HttpFront.Shop}/work/{Guid.Empty}/again",
        ["/operator/work"] = "/operator/work",
        ["/operator/work/{id:guid}"] = $"/operator/work/{Guid.Empty}",
        ["/operator/work/{id:guid}/events"] = $"/operator/work/{Guid.Empty}/events",
        ["/operator/work/{id:guid}/result"] = $"/operator/work/{Guid.Empty}/result",
        ["/operator/work/{id:guid}/stop"] = $"/operator/work/{Guid.Empty}/stop",
        ["/operator/work/{id:guid}/again"] = $"/operator/work/{Guid.Empty}/again",
        ["/console/{shop}/audit"] = $"/console/{HttpFront.Shop}/audit",
        ["/console/{shop}/audit/export"] = $"/console/{HttpFront.Shop}/audit/export",
        ["/operator/audit"] = "/operator/audit",
        ["/operator/exceptions"] = "/operator/exceptions",
        ["/operator/channels"] = "/operator/channels",
        ["/operator/outbox"] = "/operator/outbox",
        ["/operator/outbox/retry-all"] = "/operator/outbox/retry-all",
        ["/operator/outbox/{id:guid}/retry"] = $"/operator/outbox/{Guid.Empty}/retry",
        ["/operator/outbox/{id:guid}/drop"] = $"/operator/outbox/{Guid.Empty}/drop",
        ["/operator/doctor"] = "/operator/doctor",
        ["/operator/settings"] = "/operator/settings",
        ["/operator/audit/export"] = "/operator/audit/export",
    };

    private static Dictionary<string, string> Shops() => new()
    {
        ["/console/{shop}/settings"] = $"/console/{HttpFront.Shop}/settings",
        ["/console/{shop}/settings/rules"] = $"/console/{HttpFront.Shop}/settings/rules",
        ["/console/{shop}/settings/logo"] = $"/console/{HttpFront.Shop}/settings/logo",
        ["/console/{shop}/settings/logo/remove"] = $"/console/{HttpFront.Shop}/settings/logo/remove",
        ["/console/{shop}/settings/style"] = $"/console/{HttpFront.Shop}/settings/style",
        ["/console/{shop}/settings/limits"] = $"/console/{HttpFront.Shop}/settings/limits",
        ["/console/{shop}/settings/mails"] = $"/console/{HttpFront.Shop}/settings/mails",
        ["/console/{shop}/settings/mails/{template}/{locale}"] = $"/console/{HttpFront.Shop}/settings/mails/delivered/en",
        ["/console/{shop}/settings/channels"] = $"/console/{HttpFront.Shop}/settings/channels",
        ["/console/{shop}/settings/channels/{type:alpha}"] = $"/console/{HttpFront.Shop}/settings/channels/alipay",
        ["/console/{shop}/settings/channels/{id:guid}/test"] = $"/console/{HttpFront.Shop}/settings/channels/{Guid.Empty:D}/test",
        ["/console/{shop}/settings/channels/{id:guid}/terms"] = $"/console/{HttpFront.Shop}/settings/channels/{Guid.Empty:D}/terms",
        ["/console/{shop}/settings/channels/{id:guid}/off"] = $"/console/{HttpFront.Shop}/settings/channels/{Guid.Empty:D}/off",
        ["/console/{shop}/settings/channels/{id:guid}/on"] = $"/console/{HttpFront.Shop}/settings/channels/{Guid.Empty:D}/on",
        ["/operator/merchants"] = "/operator/merchants",
        ["/operator/merchants/{id:guid}"] = $"/operator/merchants/{MerchantId.House.Value:D}",
        ["/operator/merchants/{id:guid}/shops"] = $"/operator/merchants/{MerchantId.House.Value:D}/shops",
        ["/operator/merchants/{id:guid}/limits"] = $"/operator/merchants/{MerchantId.House.Value:D}/limits",
        ["/operator/merchants/{id:guid}/shops/{slug}/style"] = $"/operator/merchants/{MerchantId.House.Value:D}/shops/{HttpFront.Shop}/style",
        ["/operator/merchants/{id:guid}/shops/{slug}/domain"] = $"/operator/merchants/{MerchantId.House.Value:D}/shops/{HttpFront.Shop}/domain",
        ["/operator/merchants/{id:guid}/shops/{slug}"] = $"/operator/merchants/{MerchantId.House.Value:D}/shops/{HttpFront.Shop}",
        ["/operator/merchants/{id:guid}/owner"] = $"/operator/merchants/{MerchantId.House.Value:D}/owner",
        ["/operator/merchants/{id:guid}/suspend"] = $"/operator/merchants/{MerchantId.House.Value:D}/suspend",
        ["/operator/merchants/{id:guid}/resume"] = $"/operator/merchants/{MerchantId.House.Value:D}/resume",
    };

    private static Dictionary<string, string> Orders()
    {
        const string number = "D261120-00000000";
        var doors = new Dictionary<string, string>
        {
            ["/console/{shop}/orders"] = $"/console/{HttpFront.Shop}/orders",
            ["/console/{shop}/orders/export"] = $"/console/{HttpFront.Shop}/orders/export",
            ["/console/{shop}/orders/{no}"] = $"/console/{HttpFront.Shop}/orders/{number}",
            ["/console/{shop}/problems"] = $"/console/{HttpFront.Shop}/problems",
            ["/console/{shop}/payments"] = $"/console/{HttpFront.Shop}/payments",
            ["/console/{shop}/orders/{no}/refunds/{refund:guid}"] = $"/console/{HttpFront.Shop}/orders/{number}/refunds/{Nothing}",
            ["/console/{shop}/refunds"] = $"/console/{HttpFront.Shop}/refunds",
            ["/console/{shop}/refunds/{refund:guid}"] = $"/console/{HttpFront.Shop}/refunds/{Nothing}",
            ["/console/{shop}/payments/{payment:guid}/refund"] = $"/console/{HttpFront.Shop}/payments/{Nothing}/refund",
            ["/console/{shop}/books"] = $"/console/{HttpFront.Shop}/books",
            ["/console/{shop}/books/statement.{format:alpha}"] = $"/console/{HttpFront.Shop}/books/statement.csv",
            ["/console/{shop}/insights"] = $"/console/{HttpFront.Shop}/insights",
            ["/console/{shop}/insights/{table:alpha}.{format:alpha}"] = $"/console/{HttpFront.Shop}/insights/heat.csv",
            ["/console/{shop}/bills"] = $"/console/{HttpFront.Shop}/bills",
            ["/console/{shop}/bills/{channel:guid}"] = $"/console/{HttpFront.Shop}/bills/{Nothing}",
            ["/console/{shop}/bills/differences/{difference:guid}/mend"] = $"/console/{HttpFront.Shop}/bills/differences/{Nothing}/mend",
            ["/console/{shop}/bills/differences/{difference:guid}/take-on"] = $"/console/{HttpFront.Shop}/bills/differences/{Nothing}/take-on",
            ["/console/{shop}/bills/differences/{difference:guid}/leave"] = $"/console/{HttpFront.Shop}/bills/differences/{Nothing}/leave",
            ["/operator/books"] = "/operator/books",
            ["/operator/books/trial-balance.{format:alpha}"] = "/operator/books/trial-balance.csv",
            ["/console/{shop}/payments/{payment:guid}/done"] = $"/console/{HttpFront.Shop}/payments/{Guid.Empty:D}/done",
            ["/operator/orders"] = "/operator/orders",
            ["/operator/orders/{no}"] = $"/operator/orders/{number}",
        };
        foreach (var act in (string[])["resend", "cancel", "note", "answer", "replace", "fulfil", "confirm", "refund", "reveal"])
            doors.Add($"/console/{{shop}}/orders/{{no}}/{act}", $"/console/{HttpFront.Shop}/orders/{number}/{act}");
        return doors;
    }
    private static Dictionary<string, string> Goods() => new()
    {
        ["/console/{shop}/goods"] = $"/console/{HttpFront.Shop}/goods",
        ["/console/{shop}/goods/new"] = $"/console/{HttpFront.Shop}/goods/new",
        ["/console/{shop}/goods/preview"] = $"/console/{HttpFront.Shop}/goods/preview",
        ["/console/{shop}/goods/bulk"] = $"/console/{HttpFront.Shop}/goods/bulk",
        ["/console/{shop}/goods/export"] = $"/console/{HttpFront.Shop}/goods/export",
        ["/console/{shop}/goods/import"] = $"/console/{HttpFront.Shop}/goods/import",
        ["/console/{shop}/goods/{product:guid}"] = $"/console/{HttpFront.Shop}/goods/{Nothing}",
        ["/console/{shop}/goods/{product:guid}/sale"] = $"/console/{HttpFront.Shop}/goods/{Nothing}/sale",
        ["/console/{shop}/goods/{product:guid}/copy"] = $"/console/{HttpFront.Shop}/goods/{Nothing}/copy",
        ["/console/{shop}/goods/{product:guid}/cover"] = $"/console/{HttpFront.Shop}/goods/{Nothing}/cover",
        ["/console/{shop}/goods/{product:guid}/cover/remove"] = $"/console/{HttpFront.Shop}/goods/{Nothing}/cover/remove",
        ["/console/{shop}/categories"] = $"/console/{HttpFront.Shop}/categories",
        ["/console/{shop}/coupons"] = $"/console/{HttpFront.Shop}/coupons",
        ["/console/{shop}/coupons/new"] = $"/console/{HttpFront.Shop}/coupons/new",
        ["/console/{shop}/coupons/{coupon:guid}"] = $"/console/{HttpFront.Shop}/coupons/{Nothing}",
        ["/console/{shop}/coupons/{coupon:guid}/uses"] = $"/console/{HttpFront.Shop}/coupons/{Nothing}/uses",
        ["/console/{shop}/coupons/{coupon:guid}/codes"] = $"/console/{HttpFront.Shop}/coupons/{Nothing}/codes",
        ["/console/{shop}/coupons/{coupon:guid}/codes.csv"] = $"/console/{HttpFront.Shop}/coupons/{Nothing}/codes.csv",
        ["/console/{shop}/coupons/{coupon:guid}/stop"] = $"/console/{HttpFront.Shop}/coupons/{Nothing}/stop",
        ["/console/{shop}/coupons/{coupon:guid}/start"] = $"/console/{HttpFront.Shop}/coupons/{Nothing}/start",
    };

    /// <summary>Blazor's own routes, behind a seat; SignalR speaks there, not we.</summary>
    public static bool IsBlazor(string pattern) => pattern.StartsWith("/_blazor", StringComparison.Ordinal) || pattern.StartsWith("/_framework", StringComparison.Ordinal);

    /// <summary>Assets are one route each, served from memory.</summary>
    public static bool IsAsset(string pattern) => !pattern.Contains('{', StringComparison.Ordinal) && Array.Exists(AssetEndings, ending => pattern.EndsWith(ending, StringComparison.Ordinal));
}
