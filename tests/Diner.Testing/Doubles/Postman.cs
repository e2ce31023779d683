using System.Net.Http.Headers;

namespace Diner.Testing.Doubles;

/// <summary>A notification, ready to be sent any number of times.</summary>
/// <param name="Url">Where it goes.</param>
/// <param name="ContentType">Of the body; null for a GET, whose fields stand in the address.</param>
/// <param name="Body">The exact bytes.</param>
/// <param name="Headers">Besides the content type.</param>
public sealed record Letter(string Url, string? ContentType, byte[] Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    internal HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(ContentType is null ? HttpMethod.Get : HttpMethod.Post, Url);
        if (ContentType is not null)
            request.Content = new ByteArrayContent(Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(ContentType) } };
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}

/// <summary>What the shop answered; status 0 when it could not be reached.</summary>
public sealed record Told(int Status, string Body);

/// <summary>Carries a double's notifications, as mischief says. It sends nothing again by itself: a test decides when.</summary>
public sealed class Postman : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false });
    private readonly List<(Letter Letter, bool NewestFirst)> _kept = [];
    private readonly Lock _lock = new();

    /// <summary>Sends it. What the shop answered, an answer for each time; none when it is kept back or lost.</summary>
    /// <param name="write">Writes and signs it, as the mischief says as far as its contents go.</param>
    /// <param name="how">How often and when.</param>
    /// <param name="ct">Stops the sending.</param>
    public async Task<IReadOnlyList<Told>> DeliverAsync(Func<Letter> write, Mischief how, CancellationToken ct)
    {
        var letter = write();
        switch (how)
        {
            case Mischief.Lost:
                return [];
            case Mischief.Late or Mischief.OutOfOrder:
                lock (_lock)
                    _kept.Add((letter, how == Mischief.OutOfOrder));
                return [];
            case Mischief.Twice:
                return [await SendAsync(letter, ct), await SendAsync(write(), ct)];
            case Mischief.Replay:
                return [await SendAsync(letter, ct), await SendAsync(letter, ct)];
            default:
                return [await SendAsync(letter, ct)];
        }
    }

    /// <summary>Sends what was kept back: the late ones in their order, then the others the newest first.</summary>
    public async Task<IReadOnlyList<Told>> ReleaseAsync(CancellationToken ct)
    {
        List<Letter> letters;
        lock (_lock)
        {
            letters = [.. _kept.Where(kept => !kept.NewestFirst).Select(kept => kept.Letter), .. _kept.Where(kept => kept.NewestFirst).Select(kept => kept.Letter).Reverse()];
            _kept.Clear();
        }

        var answers = new List<Told>(letters.Count);
        foreach (var letter in letters)
            answers.Add(await SendAsync(letter, ct));
        return answers;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<Told> SendAsync(Letter letter, CancellationToken ct)
    {
        try
        {
            using var request = letter.ToRequest();
            using var answer = await _http.SendAsync(request, ct);
            return new Told((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
        }
        catch (HttpRequestException)
        {
            return new Told(0, "");
        }
    }
}
