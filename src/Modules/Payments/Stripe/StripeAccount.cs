using System.Text.RegularExpressions;
using Diner.Kernel;

namespace Diner.Payments.Stripe;

/// <summary>A merchant's account at Stripe, as a person enters it.</summary>
internal sealed partial record StripeAccount
{
    /// <summary>The channel type.</summary>
    public const string ChannelType = "stripe";

    /// <summary>Stripe's own address.</summary>
    public const string Production = "https://api.stripe.com";

    /// <summary>A secret key, sk_…, or better a restricted one, rk_…, that may write Checkout Sessions and Refunds.</summary>
    public required string SecretKey { get; init; }

    /// <summary>The signing secret of the webhook endpoint, whsec_….</summary>
    public required string WebhookSecret { get; init; }

    /// <summary>A second one while the first is rolled; otherwise empty.</summary>
    public string OtherWebhookSecret { get; init; } = "";

    /// <summary>Another address than Stripe's own.</summary>
    public string ApiUrl { get; init; } = Production;

    /// <summary>The settings of a <c>stripe</c> channel; <see cref="ProblemCode.InvalidRequest"/> names the field that is wrong.</summary>
    public Result<IReadOnlyDictionary<string, string>> ToSettings()
    {
        if (!KeyPattern().IsMatch(SecretKey))
            return Wrong(StripeSettings.SecretKey, "The key begins with sk_live_, sk_test_, rk_live_ or rk_test_. The publishable key, pk_…, is another one.");
        if (!SecretPattern().IsMatch(WebhookSecret))
            return Wrong(StripeSettings.WebhookSecret, "The signing secret of the webhook endpoint begins with whsec_.");
        if (OtherWebhookSecret.Length > 0 && !SecretPattern().IsMatch(OtherWebhookSecret))
            return Wrong(StripeSettings.OtherWebhookSecret, "The second signing secret begins with whsec_. Leave it empty unless the first is being rolled.");
        if (!Uri.TryCreate(ApiUrl, UriKind.Absolute, out var api) || api.Scheme is not ("https" or "http") || api.PathAndQuery != "/")
            return Wrong(StripeSettings.Gateway, $"The address is http or https without a path, such as {Production}.");
        return new Dictionary<string, string>
        {
            [StripeSettings.SecretKey] = SecretKey,
            [StripeSettings.WebhookSecret] = WebhookSecret,
            [StripeSettings.OtherWebhookSecret] = OtherWebhookSecret,
            [StripeSettings.Gateway] = api.AbsoluteUri,
        };
    }

    private static Problem Wrong(string field, string detail) => new(ProblemCode.InvalidRequest, detail, field);

    // All of it is secret: a record would print it.
    private bool PrintMembers(System.Text.StringBuilder text) => false;

    [GeneratedRegex(@"^[sr]k_(live|test)_[0-9A-Za-z]{10,240}\z")]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"^whsec_[0-9A-Za-z+/=]{8,120}\z")]
    private static partial Regex SecretPattern();
}
