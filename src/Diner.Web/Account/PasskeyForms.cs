using Diner.Accounts.Passkeys;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Account;

/// <summary>Reads what passkey.js sends.</summary>
internal static class PasskeyForms
{
    private const int CredentialCharsMax = 12 * 1024;
    private const int StateCharsMax = 4096;

    public static PasskeyAnswer Read(IFormCollection form) =>
        new(form.Text("credential", CredentialCharsMax), form.Text("state", StateCharsMax), form.Text("name", OwnPasskeys.NameCharsMax));
}
