using Diner.Accounts.Staff;
using Diner.Data.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Diner.Accounts.Passkeys;

/// <summary>ASP.NET Core Identity over our staff: made for one context at a time, so that what it does belongs to that transaction.</summary>
internal static class StaffIdentity
{
    private static readonly IOptions<IdentityOptions> Rules = Options.Create(new IdentityOptions());

    private static readonly IOptions<IdentityPasskeyOptions> PasskeyRules = Options.Create(new IdentityPasskeyOptions
    {
        // Something one has and something one knows or is: that is why a passkey counts as both factors.
        UserVerificationRequirement = "required",
        ResidentKeyRequirement = "required",
        ValidateOrigin = context => ValueTask.FromResult(IsOurs(context)),
    });

    /// <summary>Identity's manager over that context.</summary>
    public static UserManager<StaffMember> Over(DinerDb db) => new(
        new StaffStore(db), Rules, new PasswordHasher<StaffMember>(), [], [], new LowerCase(), new IdentityErrorDescriber(), null!, NullLogger<UserManager<StaffMember>>.Instance);

    /// <summary>Identity's WebAuthn over that manager.</summary>
    public static PasskeyHandler<StaffMember> Passkeys(UserManager<StaffMember> staff) => new(staff, PasskeyRules);

    // Our pages send no referrer, and with it browsers withhold the Origin header; what the browser signed says where it was.
    private static bool IsOurs(PasskeyOriginValidationContext context) =>
        !context.CrossOrigin && Uri.TryCreate(context.Origin, UriKind.Absolute, out var origin) && Same(origin, context.HttpContext.Request);

    private static bool Same(Uri origin, HttpRequest request) =>
        origin.Scheme == request.Scheme && origin.Authority.Equals(new Uri($"{request.Scheme}://{request.Host}").Authority, StringComparison.OrdinalIgnoreCase);

    private sealed class LowerCase : ILookupNormalizer
    {
        public string? NormalizeName(string? name) => name?.ToLowerInvariant();

        public string? NormalizeEmail(string? email) => email?.ToLowerInvariant();
    }
}
