using System.Runtime.CompilerServices;
using Diner.Kernel;

namespace Diner.Vault.Import;

/// <summary>Reads a file of keys in chunks of plaintexts. Memory does not depend on the file nor on the length of its lines.</summary>
internal sealed class KeyFileReader : IDisposable
{
    private readonly ByteLines _lines;
    private readonly IKeyFormat _format;
    private Problem? _problem;

    public KeyFileReader(Stream file, KeyFileFormat format, string separator, RejectLog rejects)
    {
        _lines = new ByteLines(file);
        _format = format switch
        {
            KeyFileFormat.Text => new TextKeys(_lines, separator, rejects),
            KeyFileFormat.Csv => new CsvKeys(_lines, separator, rejects),
            KeyFileFormat.Article => new ArticleText(_lines),
            _ => throw new InvariantException($"unknown key file format {format}"),
        };
    }

    /// <summary>What is wrong with the file as a whole; known once it was read.</summary>
    public Problem? Problem => _problem ?? _format.Problem;

    public long BytesRead => _lines.BytesRead;

    public KeyFileEncoding Encoding => _lines.Encoding;

    public string Sha256() => _lines.Sha256();

    /// <summary>The file's keys, in order. Whoever takes a chunk disposes it.</summary>
    public async IAsyncEnumerable<PlainKeys> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await _lines.FillAsync(ct);
        if (_lines.IsUtf16)
            _problem = new Problem(ProblemCode.InvalidRequest, "The file is in UTF-16. Save it as UTF-8.", "file") { Reason = "keys_utf16" };
        var more = _problem is null;
        while (more)
        {
            var chunk = new PlainKeys();
            more = await _format.FillAsync(chunk, ct);
            if (chunk.Count > 0)
                yield return chunk;
            else
                chunk.Dispose();
        }
    }

    public void Dispose()
    {
        (_format as IDisposable)?.Dispose();
        _lines.Dispose();
    }
}
