using System.Net;
using System.Text;
using Diner.Kernel;
using Diner.Payments.Channels;
using Stripe;

namespace Diner.Payments.Stripe;

/// <summary>
/// Carries what Stripe's library sends over the house's own client: guarded, with its time limits and its one repetition, and never more
/// of an answer than 64 KiB. The library's own client has none of that.
/// </summary>
internal sealed class StripeTransport(ProviderClient provider) : IHttpClient
{
    public async Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, request.Uri) { Content = request.Content };
        message.Headers.Authorization = request.AuthorizationHeader;
        message.Headers.UserAgent.ParseAdd("Diner");
        foreach (var (name, value) in request.StripeHeaders)
            message.Headers.TryAddWithoutValidation(name, value);
        var sent = await provider.SendAsync(message, cancellationToken);
        if (!sent.IsOk)
            throw new StripeUnansweredException(sent.Problem);
        using var carrier = new HttpResponseMessage();
        foreach (var (name, value) in sent.Value.Headers)
            carrier.Headers.TryAddWithoutValidation(name, value);
        return new StripeResponse((HttpStatusCode)sent.Value.Status, carrier.Headers, Encoding.UTF8.GetString(sent.Value.Body));
    }

    public Task<StripeStreamedResponse> MakeStreamingRequestAsync(StripeRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nothing the house asks Stripe for is streamed.");
}

/// <summary>Stripe could not be reached or gave no answer: passes through Stripe's library, and ends in <see cref="StripeApi"/>.</summary>
internal sealed class StripeUnansweredException(Problem problem) : IOException(problem.Detail)
{
    public Problem Problem => problem;
}
