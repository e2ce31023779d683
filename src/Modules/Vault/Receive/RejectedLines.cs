using System.Globalization;
using System.Text;
using Diner.Vault.Import;

namespace Diner.Vault.Receive;

/// <summary>
/// Remembers which lines an import rejected, and then writes them with their text for who may import: the file is read a second time,
/// because an import itself passes no line on. So many lines are kept, the others are only counted.
/// </summary>
internal sealed class RejectedLines : TextWriter
{
    private const int KeptMax = 100_000;

    private readonly Dictionary<int, string> _kept = [];

    public int Count { get; private set; }

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Takes what an import says of a line: its number, a tab, the reason.</summary>
    public override void WriteLine(string? value)
    {
        Count++;
        var tab = value!.IndexOf('\t', StringComparison.Ordinal);
        if (_kept.Count < KeptMax)
            _kept[int.Parse(value.AsSpan(0, tab), CultureInfo.InvariantCulture)] = value[(tab + 1)..];
    }

    /// <summary>Writes number, reason and text of each line, separated by tabs.</summary>
    public async Task WriteAsync(Stream file, KeyFileEncoding encoding, Stream output, CancellationToken ct)
    {
        using var lines = new ByteLines(file);
        var chars = new char[ByteLines.LineBytesMax];
        do
        {
            var text = new StringBuilder();
            while (lines.TryTake(out var line))
            {
                if (_kept.TryGetValue(line.Number, out var reason))
                    text.Append(CultureInfo.InvariantCulture, $"{line.Number}\t{reason}\t").Append(TextOf(line, encoding, chars)).Append('\n');
            }

            await output.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
        }
        while (await lines.FillAsync(ct));

        if (Count > KeptMax)
            await output.WriteAsync(Encoding.UTF8.GetBytes($"… {Count - KeptMax}\n"), ct);
    }

    private static ReadOnlySpan<char> TextOf(ByteLine line, KeyFileEncoding encoding, char[] chars) =>
        !line.IsTooLong && FileText.TryDecode(encoding, line.Bytes, chars, out var count) ? chars.AsSpan(0, count).Trim() : "";
}
