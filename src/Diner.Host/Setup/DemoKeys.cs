using System.Security.Cryptography;
using System.Text;

namespace Diner.Host.Setup;

/// <summary>Makes keys that look like real ones and open nothing.</summary>
internal static class DemoKeys
{
    // Without letters and digits that are mistaken for each other.
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Groups = 4;
    private const int GroupLength = 4;

    /// <summary>That many random keys, one a line; the code's first letters lead each, so that a key found somewhere tells where it is from.</summary>
    public static string Make(string code, int count)
    {
        var lines = new StringBuilder();
        var lead = code[..2];
        for (var i = 0; i < count; i++)
        {
            lines.Append(lead).Append(RandomNumberGenerator.GetString(Alphabet, GroupLength - lead.Length));
            for (var group = 1; group < Groups; group++)
                lines.Append('-').Append(RandomNumberGenerator.GetString(Alphabet, GroupLength));
            lines.Append('\n');
        }

        return lines.ToString();
    }
}
