using System.Text.Json;
using Deque.AxeCore.Commons;
using Diner.BrowserTests.Stage;
using Microsoft.Playwright;
using Xunit;

namespace Diner.BrowserTests.Quality;

/// <summary>
/// Looks at a page as axe-core does and as a narrow screen does: on a phone and on a desk, by day and by night, without loading it again.
/// Keeps a picture of each look where DINER_PICTURES names a directory.
/// </summary>
internal sealed class PageCheck
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("DINER_PICTURES");
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private static readonly PageViewportSizeResult[] Sizes = [new() { Width = 390, Height = 844 }, new() { Width = 1280, Height = 860 }];

    private readonly List<string> _findings = [];

    public void AssertNothingFound() => Assert.True(_findings.Count == 0, string.Join('\n', _findings));

    public async Task SeeAsync(Visitor visitor, string name)
    {
        var page = visitor.Page;
        var own = page.ViewportSize!;
        await page.EvaluateAsync(Axe);
        foreach (var size in Sizes)
        {
            await page.SetViewportSizeAsync(size.Width, size.Height);
            foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
                await LookAsync(page, name, size.Width, scheme);
            var tooWide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (tooWide > 0)
                _findings.Add($"{name} at {size.Width} px scrolls {tooWide} px sideways");
        }

        await page.SetViewportSizeAsync(own.Width, own.Height);
    }

    private async Task LookAsync(IPage page, string name, int width, ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        if (Pictures is not null)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png"), FullPage = true });
        // Only colours change with the night.
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async night => {
              const all = await axe.run({ resultTypes: ['violations'], ...(night ? { runOnly: { type: 'rule', values: ['color-contrast'] } } : {}) });
              return all.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html} ${node.failureSummary}`));
            }
            """,
            scheme == ColorScheme.Dark);
        _findings.AddRange(found.EnumerateArray().Select(violation => $"{name} at {width} px, {scheme}: {violation.GetString()}"));
    }
}
