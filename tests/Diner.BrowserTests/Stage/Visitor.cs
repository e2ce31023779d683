using System.Diagnostics;
using Microsoft.Playwright;
using Xunit;

namespace Diner.BrowserTests.Stage;

/// <summary>Somebody at a browser. What went wrong in the page, and who else was asked for something, is written down.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    // Generous, because a busy machine is slow; what is awaited usually takes milliseconds.
    public const float TimeoutMs = 60_000;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    private readonly IBrowserContext _context;
    private readonly string _address;

    private Visitor(IBrowserContext context, IPage page, string address) => (_context, Page, _address) = (context, page, address);

    public IPage Page { get; }

    /// <summary>Addresses that are not ours and were asked for.</summary>
    public List<string> Foreign { get; } = [];

    /// <summary>Errors of scripts and of the content policy.</summary>
    public List<string> Troubles { get; } = [];

    public static async Task<Visitor> ComeAsync(IBrowser browser, string address, Look look)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
            Locale = look.Language,
            JavaScriptEnabled = look.Scripts,
            ColorScheme = look.Scheme,
            HasTouch = look.Width < 600,
            Permissions = look.Scripts ? ["clipboard-read", "clipboard-write"] : null,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(TimeoutMs);
        var visitor = new Visitor(context, await context.NewPageAsync(), address);
        visitor.Listen();
        return visitor;
    }

    /// <summary>Goes to an address of ours.</summary>
    public async Task<IResponse> GoAsync(string path) => Assert.IsAssignableFrom<IResponse>(await Page.GotoAsync(path));

    /// <summary>Goes to a page with interactive components, and waits until they listen: what is typed earlier they do not hear.</summary>
    public async Task GoLiveAsync(string path)
    {
        await GoAsync(path);
        await Page.WaitForFunctionAsync(
            """
            () => {
              const comments = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
              while (comments.nextNode())
                if (/^(bl-root|Blazor:)/.test(comments.currentNode.data)) return false;
              return true;
            }
            """);
    }

    /// <summary>What is shown as text.</summary>
    public Task<string> TextAsync(string selector) => Page.Locator(selector).First.InnerTextAsync();

    /// <summary>Presses a button that sends a form, and waits for the page that comes.</summary>
    public async Task SendAsync(ILocator button, Func<string, bool> isThere)
    {
        await button.ClickAsync();
        await ArriveAsync(isThere);
    }

    /// <summary>
    /// Waits until a page is there and complete. It asks instead of waiting for the event: a page that goes on by itself while it loads can
    /// leave that wait without an end.
    /// </summary>
    public async Task ArriveAsync(Func<string, bool> isThere)
    {
        for (var waited = Stopwatch.StartNew(); !isThere(Page.Url) || !await IsCompleteAsync(); await Task.Delay(LookInterval))
            Assert.True(waited.ElapsedMilliseconds < TimeoutMs, $"the page did not come; {Page.Url} is still there");
    }

    /// <summary>Nothing in a page failed, and nobody else was asked for anything.</summary>
    public void AssertClean()
    {
        Assert.Empty(Troubles);
        Assert.Empty(Foreign);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private async Task<bool> IsCompleteAsync()
    {
        try
        {
            return await Page.EvaluateAsync<string>("() => document.readyState") == "complete";
        }
        catch (PlaywrightException)
        {
            return false; // The page that was asked is going just now.
        }
    }

    private void Listen()
    {
        _context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                Foreign.Add(request.Url);
        };
        Page.PageError += (_, error) => Troubles.Add(error);
        // A refused form is an answer with an error status, which Chromium reports too.
        Page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource: the server responded", StringComparison.Ordinal))
                Troubles.Add(message.Text);
        };
    }
}
