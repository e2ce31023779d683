namespace Diner.Payments.Epay;

/// <summary>A gateway's base address: what merchants paste, brought to the one form that ends with a slash. Escapes in it stay as they are.</summary>
internal static class EpayGatewayUrl
{
    private static readonly string[] Scripts = ["submit.php", "mapi.php", "api.php"];

    /// <summary>Null when it is no http address, or has a query, a fragment or a user in it.</summary>
    public static Uri? TryParse(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            return null;
        if (uri.Host.Length == 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            return null;
        var path = uri.AbsoluteUri;
        foreach (var script in Scripts)
        {
            if (path.EndsWith('/' + script, StringComparison.OrdinalIgnoreCase))
                path = path[..^script.Length];
        }

        return new Uri(path.EndsWith('/') ? path : path + '/');
    }
}
