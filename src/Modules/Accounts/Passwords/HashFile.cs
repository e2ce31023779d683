using System.Text;

namespace Diner.Accounts.Passwords;

/// <summary>
/// Looks a hash up in a sorted text file, one hash a line with whatever follows a colon after it: by halves, so that forty gigabytes take
/// about forty reads and no memory.
/// </summary>
internal static class HashFile
{
    private const int HashChars = 40;

    // Longer than any line: a hash, a colon, a count, a line's end.
    private const int WindowBytes = 128;

    /// <summary>True when a line begins with the hash, written in capitals.</summary>
    public static bool Contains(string path, string hash)
    {
        using var file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        var (low, high) = (0L, RandomAccess.GetLength(file));
        var window = new byte[WindowBytes];
        while (low < high)
        {
            // The first line that begins at or after the middle stands for it.
            var middle = (low + high) / 2;
            var start = middle == 0 ? 0 : Math.Max(middle - 1, 0);
            var text = Encoding.ASCII.GetString(window, 0, RandomAccess.Read(file, window, start));
            var begin = middle == 0 ? 0 : text.IndexOf('\n', StringComparison.Ordinal) + 1;
            if ((middle > 0 && begin == 0) || text.Length < begin + HashChars)
            {
                high = middle;
                continue;
            }

            var order = string.CompareOrdinal(text.Substring(begin, HashChars).ToUpperInvariant(), hash);
            if (order == 0)
                return true;
            if (order < 0)
                low = start + begin + HashChars;
            else
                high = middle;
        }

        return false;
    }
}
