namespace Diner.Host.Cli;

/// <summary>Headers as tools capture them: a line each, <c>Name: value</c>. A request line before them and blank lines are passed over.</summary>
internal static class HeaderLines
{
    /// <summary>The headers by name, in any case; of a name that stands there twice the last. Null when a line is none.</summary>
    public static Dictionary<string, string>? TryRead(string text)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in text.TrimStart('\uFEFF').Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (IsRequestLine(line))
                continue;
            if (colon <= 0)
                return null;
            headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        return headers;
    }

    private static bool IsRequestLine(string line) => line.Contains(" HTTP/", StringComparison.Ordinal) || line.StartsWith("HTTP/", StringComparison.Ordinal);
}
