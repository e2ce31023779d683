using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Account;

/// <summary>Reads a password that was typed twice.</summary>
internal static class NewPassword
{
    // Longer than any password is taken whole, so that the length is judged and not cut.
    private const int FieldCharsMax = 1024;

    /// <summary>The password; null when the two differ.</summary>
    public static string? Read(IFormCollection form)
    {
        var password = form.Text("password", FieldCharsMax);
        return password == form.Text("password_again", FieldCharsMax) ? password : null;
    }
}
