namespace Diner.Web.Account.Activity;

/// <summary>A browser and its system in two words, from what it calls itself; enough to know one's own again.</summary>
internal static class BrowserName
{
    // Each calls itself by the names of those before it too, so the most particular comes first.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "macOS"), ("Linux", "Linux"),
    ];

    public static string Of(string agent)
    {
        var browser = Find(Browsers, agent);
        var system = Find(Systems, agent);
        return (browser, system) switch
        {
            (null, null) => agent.Length == 0 ? "?" : agent,
            (null, _) => system!,
            (_, null) => browser,
            _ => $"{browser} · {system}",
        };
    }

    private static string? Find((string Mark, string Name)[] known, string agent) => Array.Find(known, k => agent.Contains(k.Mark, StringComparison.Ordinal)).Name;
}
