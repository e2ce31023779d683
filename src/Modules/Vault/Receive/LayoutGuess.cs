using System.Text;
using Diner.Vault.Import;

namespace Diner.Vault.Receive;

/// <summary>Guesses the layout of a file of keys from its name and its first lines.</summary>
internal static class LayoutGuess
{
    private const int LinesMax = 200;

    // The longest first: four dashes are no two pairs of them.
    private static readonly string[] Separators = ["----", "---", "--", "||", "|", "\t", ";", ",", " "];

    /// <summary>CSV by its name; otherwise lines, with the separator that stands exactly once in nearly all of them, if one does.</summary>
    public static KeyFileLayout Of(string name, ReadOnlySpan<byte> sample)
    {
        if (name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            return new KeyFileLayout(KeyFileFormat.Csv, "");
        var lines = Encoding.UTF8.GetString(sample).Split('\n', LinesMax + 1).Take(LinesMax).Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        var enough = lines.Count - (lines.Count / 20);
        return new KeyFileLayout(KeyFileFormat.Text, lines.Count == 0 ? "" : Separators.FirstOrDefault(separator => lines.Count(line => StandsOnce(line, separator)) >= enough) ?? "");
    }

    private static bool StandsOnce(string line, string separator)
    {
        var at = line.IndexOf(separator, StringComparison.Ordinal);
        return at > 0 && at + separator.Length < line.Length && line.IndexOf(separator, at + separator.Length, StringComparison.Ordinal) < 0;
    }
}
