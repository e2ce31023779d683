namespace Diner.Specs.Http;

/// <summary>The routes of pay-outs: part of <see cref="Doors.Counter"/>.</summary>
internal static class PayoutDoors
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["/console/{shop}/payouts"] = $"/console/{HttpFront.Shop}/payouts",
        ["/console/{shop}/payouts/{payout:guid}/withdraw"] = $"/console/{HttpFront.Shop}/payouts/{Guid.Empty}/withdraw",
        ["/console/{shop}/payouts/schedule"] = $"/console/{HttpFront.Shop}/payouts/schedule",
        ["/console/{shop}/payouts/account"] = $"/console/{HttpFront.Shop}/payouts/account",
        ["/console/{shop}/payouts/account/cancel"] = $"/console/{HttpFront.Shop}/payouts/account/cancel",
        ["/operator/payouts"] = "/operator/payouts",
        ["/operator/payouts/{payout:guid}/approve"] = $"/operator/payouts/{Guid.Empty}/approve",
        ["/operator/payouts/{payout:guid}/withdraw"] = $"/operator/payouts/{Guid.Empty}/withdraw",
        ["/operator/payouts/{payout:guid}/result"] = $"/operator/payouts/{Guid.Empty}/result",
        ["/operator/payouts/shops/{slug}"] = $"/operator/payouts/shops/{HttpFront.Shop}",
        ["/operator/payouts/batches"] = "/operator/payouts/batches",
        ["/operator/payouts/batches/{batch:guid}"] = $"/operator/payouts/batches/{Guid.Empty}",
        ["/operator/payouts/batches/{batch:guid}/file.csv"] = $"/operator/payouts/batches/{Guid.Empty}/file.csv",
        ["/operator/payouts/batches/{batch:guid}/sent"] = $"/operator/payouts/batches/{Guid.Empty}/sent",
    };
}
