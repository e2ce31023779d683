namespace Diner.Specs.Http;

/// <summary>The routes of signing in, of one's own account and of staff: part of <see cref="Doors.Counter"/>.</summary>
internal static class PeopleDoors
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["/account"] = "/account",
        ["/account/sign-in"] = "/account/sign-in",
        ["/account/sign-out"] = "/account/sign-out",
        ["/account/second-factor"] = "/account/second-factor",
        ["/account/second-factor/enrol"] = "/account/second-factor/enrol",
        ["/account/second-factor/codes"] = "/account/second-factor/codes",
        ["/account/second-factor/passkey"] = "/account/second-factor/passkey",
        ["/account/sign-in/passkey"] = "/account/sign-in/passkey",
        ["/account/details"] = "/account/details",
        ["/account/passkeys/new"] = "/account/passkeys/new",
        ["/account/passkeys/rename"] = "/account/passkeys/rename",
        ["/account/passkeys/remove"] = "/account/passkeys/remove",
        ["/account/password"] = "/account/password",
        ["/account/password/{token}"] = "/account/password/token",
        ["/account/forgotten"] = "/account/forgotten",
        ["/account/sessions"] = "/account/sessions",
        ["/account/sessions/end"] = "/account/sessions/end",
        ["/account/sessions/end-others"] = "/account/sessions/end-others",
        ["/account/history"] = "/account/history",
        ["/account/invitation/{token}"] = "/account/invitation/token",
        ["/console/{shop}/staff"] = $"/console/{HttpFront.Shop}/staff",
        ["/console/{shop}/staff/roles"] = $"/console/{HttpFront.Shop}/staff/roles",
        ["/console/{shop}/staff/invite"] = $"/console/{HttpFront.Shop}/staff/invite",
        ["/console/{shop}/staff/resend"] = $"/console/{HttpFront.Shop}/staff/resend",
        ["/console/{shop}/staff/withdraw"] = $"/console/{HttpFront.Shop}/staff/withdraw",
        ["/console/{shop}/staff/change"] = $"/console/{HttpFront.Shop}/staff/change",
        ["/console/{shop}/staff/remove"] = $"/console/{HttpFront.Shop}/staff/remove",
        ["/operator/staff"] = "/operator/staff",
        ["/operator/staff/roles"] = "/operator/staff/roles",
        ["/operator/staff/invite"] = "/operator/staff/invite",
        ["/operator/staff/resend"] = "/operator/staff/resend",
        ["/operator/staff/withdraw"] = "/operator/staff/withdraw",
        ["/operator/staff/change"] = "/operator/staff/change",
        ["/operator/staff/remove"] = "/operator/staff/remove",
        ["/operator/roles"] = "/operator/roles",
    };
}
