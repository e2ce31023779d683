using System.Net;
using Diner.Payments.Channels;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diner.UnitTests.Payments;

/// <summary>A provider that answers every call with the same bytes.</summary>
internal sealed class AnsweringProvider(int status, byte[] body, params (string Name, string Value)[] headers) : HttpMessageHandler, IHttpClientFactory
{
    public ProviderClient Client => new(this, NullLogger<ProviderClient>.Instance);

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
            answer.Headers.TryAddWithoutValidation(name, value);
        return Task.FromResult(answer);
    }
}
