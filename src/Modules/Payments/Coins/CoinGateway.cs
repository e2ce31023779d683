using Diner.Kernel;

namespace Diner.Payments.Coins;

/// <summary>The address of a gateway that a merchant runs: an http or https address, brought to the form that ends with a slash.</summary>
internal static class CoinGateway
{
    /// <summary>Null when it is none, or has a query, a fragment or a user in it.</summary>
    public static Uri? TryParse(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
            return null;
        if (uri.Host.Length == 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            return null;
        return uri.AbsoluteUri.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + '/');
    }

    /// <summary>The problem of an address that is none.</summary>
    public static Problem Wrong(string field) =>
        new(ProblemCode.InvalidRequest, "The server's address is http or https without a query, such as https://pay.example.com/.", field);
}
