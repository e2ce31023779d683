using Diner.Data.Files;
using Diner.Kernel;
using Diner.Vault.Browse;
using Diner.Vault.Import;
using Diner.Vault.Keys;

namespace Diner.Vault.Receive;

/// <summary>Shows how a file that came in would be read, by reading its first lines just so. Nothing is written, and no key is in the open.</summary>
public sealed class PreviewKeyFile(SealedFiles files, FindKey find)
{
    private const int LinesMax = 100;
    private const int SampleBytes = 96 * 1024;

    /// <summary>The preview in the given layout, or the likely one; null when the shop has no such file of keys (any more).</summary>
    public async Task<KeyFilePreview?> RunAsync(ShopId shop, FileId id, KeyFileLayout? layout, CancellationToken ct)
    {
        if (await FindAsync(shop, id, ct) is not { } file || await files.OpenReadAsync(id, ct) is not { } content)
            return null;
        var buffer = new byte[SampleBytes];
        try
        {
            await using (content)
            {
                var read = await content.ReadAtLeastAsync(buffer, SampleBytes, throwOnEndOfStream: false, ct);
                var lines = buffer.AsMemory(0, LinesOf(buffer.AsSpan(0, read), isWhole: read == file.SizeBytes));
                var chosen = layout ?? LayoutGuess.Of(file.Name, lines.Span);
                var sample = chosen.Format == KeyFileFormat.Article ? buffer.AsMemory(0, read) : lines;
                return await ReadAsync(shop, new KeyFilePreview(file, chosen, KeyFileEncoding.Utf8, []), new MemoryStream(sample.ToArray(), writable: false), ct);
            }
        }
        finally
        {
            Array.Clear(buffer);
        }
    }

    /// <summary>The file, when it is one of keys that waits to be looked at in that shop; else null.</summary>
    public async Task<FileView?> FindAsync(ShopId shop, FileId id, CancellationToken ct) =>
        await files.FindAsync(id, ct) is { ContentType: ReceiveKeyFile.ContentType } file && file.Shop == shop ? file : null;

    // So many bytes as whole lines have, at most a hundred of them.
    private static int LinesOf(ReadOnlySpan<byte> head, bool isWhole)
    {
        var (end, lines) = (0, 0);
        while (lines < LinesMax && head[end..].IndexOf((byte)'\n') is var next and >= 0)
        {
            end += next + 1;
            lines++;
        }

        return lines < LinesMax && isWhole ? head.Length : end == 0 ? head.Length : end;
    }

    private async Task<KeyFilePreview> ReadAsync(ShopId shop, KeyFilePreview preview, Stream sample, CancellationToken ct)
    {
        var (format, separator) = preview.Layout;
        var rejects = new RejectLog(null);
        using var reader = new KeyFileReader(sample, format, separator, rejects);
        var keys = new List<KeyText>();
        await foreach (var chunk in reader.ReadAsync(ct))
        {
            using (chunk)
            {
                for (var i = 0; i < chunk.Count; i++)
                    keys.Add(KeyText.Read(default, chunk[i]));
            }
        }

        return preview with
        {
            Encoding = reader.Encoding,
            Problem = reader.Problem,
            Columns = format == KeyFileFormat.Csv ? [.. keys.SelectMany(key => key.Fields.Keys).Distinct()] : [],
            Lines = await LinesAsync(shop, keys, rejects.First.ToDictionary(line => line.Number, line => line.Reason), format == KeyFileFormat.Csv ? 2 : 1, ct),
        };
    }

    private async Task<IReadOnlyList<PreviewLine>> LinesAsync(ShopId shop, List<KeyText> keys, Dictionary<int, RejectReason> rejects, int number, CancellationToken ct)
    {
        var lines = new List<PreviewLine>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            AddRejects();
            var isKnown = !seen.Add(key.Text) || await find.ByTextAsync(shop, key.Text, ct) is not null;
            lines.Add(new PreviewLine(number++, key.Fields.Count == 0 ? [KeyEnds.Of(key.Text)] : [.. key.Fields.Values.Select(KeyEnds.Of)], null, isKnown));
        }

        AddRejects();
        return lines;

        void AddRejects()
        {
            for (; rejects.TryGetValue(number, out var reason); number++)
                lines.Add(new PreviewLine(number, [], reason, IsKnown: false));
        }
    }
}
