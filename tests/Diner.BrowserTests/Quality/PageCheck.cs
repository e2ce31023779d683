using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Diner.BrowserTests.Stage;
using Microsoft.Playwright;
using Xunit;

namespace Diner.BrowserTests.Quality;

/// <summary>Looks at a page as axe-core does and as a narrow screen does. Keeps a picture of it where DINER_PICTURES names a directory.</summary>
internal sealed class PageCheck(Look look)
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("DINER_PICTURES");

    private readonly List<string> _findings = [];

    public void AssertNothingFound() => Assert.True(_findings.Count == 0, string.Join('\n', _findings));

    public async Task SeeAsync(Visitor visitor, string name)
    {
        var page = visitor.Page;
        if (Pictures is not null)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{name}-{look.Width}-{look.Scheme.ToString().ToLowerInvariant()}.png"), FullPage = true });
        var result = await page.RunAxe();
        foreach (var violation in result.Violations)
            _findings.AddRange(violation.Nodes.Select(node => $"{name} at {look.Width} px, {look.Scheme}: {violation.Id}: {node.Html} {Reasons(node)}"));
        var tooWide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (tooWide > 0)
            _findings.Add($"{name} at {look.Width} px scrolls {tooWide} px sideways");
    }

    private static string Reasons(AxeResultNode node) => string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message));
}
