using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Diner.Data.LongWork;
using Diner.Kernel;
using Diner.Web.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Localization;

namespace Diner.Web.LongWork;

/// <summary>
/// Tells an open page how far a piece of long work is: <c>event: progress</c> once a second, <c>event: end</c> when it is over.
/// It ends when the host stops and after half an hour; the browser comes back by itself.
/// </summary>
internal sealed class WorkEvents(WorkList works, IStringLocalizer<WorkText> texts, IHostApplicationLifetime host, TimeProvider clock)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public async IAsyncEnumerable<SseItem<string>> FollowAsync(WorkId id, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping);
        var until = clock.GetUtcNow() + Longest;
        while (!stop.IsCancellationRequested && clock.GetUtcNow() < until)
        {
            if (await works.FindAsync(null, id, ct) is not { IsOpen: true } work)
            {
                yield return new SseItem<string>("", "end");
                break;
            }

            var progress = new { state = texts[WorkWords.StateKey(work)].Value, line = WorkWords.Line(texts, work), percent = work.Percent };
            yield return new SseItem<string>(JsonSerializer.Serialize(progress), "progress");
            await Task.Delay(Step, clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
