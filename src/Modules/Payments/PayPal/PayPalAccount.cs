using System.Text.RegularExpressions;
using Diner.Kernel;

namespace Diner.Payments.PayPal;

/// <summary>A merchant's REST application at PayPal, as a person enters it.</summary>
internal sealed partial record PayPalAccount
{
    /// <summary>The channel type.</summary>
    public const string ChannelType = "paypal";

    /// <summary>PayPal's own address.</summary>
    public const string Production = "https://api-m.paypal.com/";

    /// <summary>The address of PayPal's sandbox.</summary>
    public const string Sandbox = "https://api-m.sandbox.paypal.com/";

    private const int RootCharsMax = 16_000;

    /// <summary>The application's client id.</summary>
    public required string ClientId { get; init; }

    /// <summary>The application's secret.</summary>
    public required string Secret { get; init; }

    /// <summary>The id PayPal gave our webhook: part of what it signs.</summary>
    public required string WebhookId { get; init; }

    /// <summary>PayPal's sandbox instead of PayPal.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>Another address than PayPal's own, or empty.</summary>
    public string ApiUrl { get; init; } = "";

    /// <summary>The root, in PEM, under which webhooks of that other address are signed; empty for PayPal, whose root the system knows.</summary>
    public string Root { get; init; } = "";

    /// <summary>The settings of a <c>paypal</c> channel; <see cref="ProblemCode.InvalidRequest"/> names the field that is wrong.</summary>
    public Result<IReadOnlyDictionary<string, string>> ToSettings()
    {
        if (!CredentialPattern().IsMatch(ClientId))
            return Wrong(PayPalSettings.ClientId, "The client id has 20 to 128 letters, digits, dashes and underscores.");
        if (!CredentialPattern().IsMatch(Secret))
            return Wrong(PayPalSettings.Secret, "The secret has 20 to 128 letters, digits, dashes and underscores.");
        if (!WebhookPattern().IsMatch(WebhookId))
            return Wrong(PayPalSettings.WebhookId, "The webhook's id has 10 to 50 capital letters and digits. It stands beside the webhook's address at PayPal.");
        var address = ApiUrl.Length > 0 ? ApiUrl : IsSandbox ? Sandbox : Production;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var api) || api.Scheme is not ("https" or "http") || api.PathAndQuery != "/")
            return Wrong(PayPalSettings.Gateway, $"The address is http or https without a path, such as {Production}.");
        if (Root.Length > 0 && (ApiUrl.Length == 0 || PayPalCertificates.IsPayPals(api)))
            return Wrong(PayPalSettings.Root, "A root of your own goes with an address of your own only: PayPal's certificates are checked with the system's roots.");
        if (Root.Length > RootCharsMax || (Root.Length > 0 && PayPalCertificates.Read(Root).Count == 0))
            return Wrong(PayPalSettings.Root, "The root is no certificate in PEM.");
        return new Dictionary<string, string>
        {
            [PayPalSettings.ClientId] = ClientId,
            [PayPalSettings.Secret] = Secret,
            [PayPalSettings.WebhookId] = WebhookId,
            [PayPalSettings.Gateway] = api.AbsoluteUri,
            [PayPalSettings.Root] = Root,
        };
    }

    private static Problem Wrong(string field, string detail) => new(ProblemCode.InvalidRequest, detail, field);

    // The secret: a record would print it.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"ClientId = {ClientId}");
        return true;
    }

    [GeneratedRegex(@"^[0-9A-Za-z_-]{20,128}\z")]
    private static partial Regex CredentialPattern();

    [GeneratedRegex(@"^[0-9A-Z]{10,50}\z")]
    private static partial Regex WebhookPattern();
}
