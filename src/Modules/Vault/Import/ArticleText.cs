using Diner.Kernel;

namespace Diner.Vault.Import;

/// <summary>The whole file is one key.</summary>
internal sealed class ArticleText(ByteLines lines) : IKeyFormat
{
    /// <summary>UTF-8 bytes of an article.</summary>
    public const int TextBytesMax = 64 * 1024;

    private const int Utf8BytesPerCharMax = 3;

    private readonly MemoryStream _text = new();
    private readonly char[] _chars = new char[ByteLines.LineBytesMax];
    private readonly byte[] _line = new byte[ByteLines.LineBytesMax * Utf8BytesPerCharMax];

    public Problem? Problem { get; private set; }

    public async ValueTask<bool> FillAsync(PlainKeys chunk, CancellationToken ct)
    {
        do
        {
            while (Problem is null && lines.TryTake(out var line))
                Problem = Add(line);
        }
        while (Problem is null && await lines.FillAsync(ct));

        if (Problem is null)
            WriteTo(chunk);
        return false;
    }

    private Problem? Add(ByteLine line)
    {
        if (line.IsTooLong || line.Bytes.Length + _text.Length > TextBytesMax)
            return Refusal("The text is longer than 64 KiB, or one of its lines than 16 KiB. Shorten it.");
        if (!FileText.TryDecode(lines.Encoding, line.Bytes, _chars, out var count))
            return Refusal($"Line {line.Number} is no text. Save the file as UTF-8.");
        var text = _chars.AsSpan(0, count).TrimEnd();
        if (text.ContainsAnyInRange('\0', '\u0008') || text.ContainsAnyInRange('\u000B', '\u001F'))
            return Refusal($"Line {line.Number} has a control character. Remove it.");
        _text.Write(_line.AsSpan(0, KeyLine.Encode(text, _line)));
        _text.WriteByte((byte)'\n');
        return null;
    }

    private void WriteTo(PlainKeys chunk)
    {
        var text = _text.GetBuffer().AsSpan(0, (int)_text.Length);
        text = text[System.Text.Ascii.Trim(text)];
        if (text.IsEmpty)
            Problem = Refusal("The file is empty. An article needs a text.");
        else if (text.Length > TextBytesMax)
            Problem = Refusal("The text is longer than 64 KiB. Shorten it.");
        if (Problem is not null)
            return;
        chunk.Write(text);
        chunk.End();
    }

    private static Problem Refusal(string detail) => new(ProblemCode.InvalidRequest, detail, "file");
}
