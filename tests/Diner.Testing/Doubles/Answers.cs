using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Diner.Testing.Doubles;

/// <summary>What a double's answers will be like. Without orders they are as they should be.</summary>
public sealed class Answers
{
    private readonly ConcurrentQueue<AnswerMischief> _next = new();

    /// <summary>How late <see cref="AnswerMischief.Slow"/> is.</summary>
    public TimeSpan Slowness { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How every answer is from now on for which none was ordered by <see cref="Next"/>.</summary>
    public AnswerMischief Always { get; set; }

    /// <summary>The next answers, in this order. A caller that repeats a failed call uses up two.</summary>
    public void Next(params AnswerMischief[] answers)
    {
        foreach (var answer in answers)
            _next.Enqueue(answer);
    }

    internal void Use(WebApplication app) => app.Use(AnswerAsync);

    private async Task AnswerAsync(HttpContext http, RequestDelegate work)
    {
        switch (_next.TryDequeue(out var ordered) ? ordered : Always)
        {
            case AnswerMischief.None:
                await work(http);
                break;
            case AnswerMischief.Fails:
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case AnswerMischief.LosesTheAnswer:
                await LoseAsync(http, work);
                break;
            case AnswerMischief.Slow:
                await Task.Delay(Slowness, http.RequestAborted);
                await work(http);
                break;
            case AnswerMischief.Silent:
                await SilenceAsync(http);
                break;
            case AnswerMischief.Nonsense:
                await http.Response.WriteAsync("<html>502 Bad Gateway</html>");
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task LoseAsync(HttpContext http, RequestDelegate work)
    {
        var stream = http.Response.Body;
        http.Response.Body = Stream.Null;
        await work(http);
        http.Response.Body = stream;
        http.Response.Headers.Clear();
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    private static async Task SilenceAsync(HttpContext http)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }
}
