using System.Net;
using Diner.Kernel;
using Diner.Payments.Channels;
using Stripe;

namespace Diner.Payments.Stripe;

/// <summary>Calls Stripe through its own library, and turns what that throws into problems.</summary>
internal sealed class StripeApi(ProviderClient provider)
{
    private readonly StripeTransport _transport = new(provider);

    /// <summary>
    /// The answer. What Stripe refuses is a <see cref="StripeRefusal"/>; <see cref="ProblemCode.ChannelUnavailable"/> when it did not answer, is
    /// busy or out of order, does not know the key, or said what its library cannot read.
    /// </summary>
    public async Task<Result<StripeSaid<T>>> AskAsync<T>(StripeSettings settings, Func<IStripeClient, Task<T>> ask)
    {
        try
        {
            return new StripeSaid<T>(await ask(new StripeClient(settings.ApiKey, httpClient: _transport, apiBase: settings.ApiBase)), null);
        }
        catch (StripeUnansweredException unanswered)
        {
            return unanswered.Problem;
        }
        catch (StripeException refused) when (refused.HttpStatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return new Problem(ProblemCode.ChannelUnavailable, $"Stripe answered, but does not accept this key: {refused.StripeError?.Message}", StripeSettings.SecretKey);
        }
        catch (StripeException refused) when (refused.StripeError is { } error && IsFinal(refused.HttpStatusCode))
        {
            return new StripeSaid<T>(default, new StripeRefusal(refused.HttpStatusCode, error.Code ?? error.Type ?? "", error.Message ?? ""));
        }
        catch (Exception unreadable) when (unreadable is StripeException or Newtonsoft.Json.JsonException)
        {
            return ProviderClient.NoAnswer;
        }
    }

    // Asked again it would say the same; 409 is another call with the same key under way, 429 too many.
    private static bool IsFinal(HttpStatusCode status) => (int)status is >= 400 and < 500 and not 408 and not 409 and not 429;
}

/// <summary>What Stripe said.</summary>
/// <param name="Answer">What was asked for; null when it was refused.</param>
/// <param name="Refusal">Why it was refused; null when it was not.</param>
internal sealed record StripeSaid<T>(T? Answer, StripeRefusal? Refusal);

/// <summary>Why Stripe refused a call that it understood.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stripe's word: <c>charge_already_refunded</c>, or the kind of error where it has none.</param>
/// <param name="Message">For a person.</param>
internal sealed record StripeRefusal(HttpStatusCode Status, string Code, string Message);
