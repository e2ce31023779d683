using Microsoft.Playwright;

namespace Diner.BrowserTests.Stage;

/// <summary>How a visitor comes: by default on a phone, in Chinese, by day, with scripts.</summary>
internal sealed record Look
{
    public int Width { get; init; } = 390;

    public int Height { get; init; } = 844;

    public string Language { get; init; } = "zh-CN";

    public bool Scripts { get; init; } = true;

    /// <summary>True to come by the server's name instead of its number: passkeys are bound to names.</summary>
    public bool ByName { get; init; }

    public ColorScheme Scheme { get; init; } = ColorScheme.Light;

    public static Look Desk { get; } = new() { Width = 1280, Height = 860 };
}
