using System.Text;
using Diner.Kernel;
using Diner.Vault.Import;
using Diner.Vault.Keys;
using Xunit;

namespace Diner.UnitTests.Vault;

public sealed class KeyFileReaderTests
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;

    private readonly RejectLog _rejects = new(null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("AAA\nBBB\n")]
    [InlineData("AAA\r\nBBB\r\n")]
    [InlineData("  AAA \t\n\u3000BBB\u00A0")]
    [InlineData("\uFEFFAAA\nBBB")]
    public async Task Lines_are_keys_whatever_ends_and_surrounds_them(string file)
    {
        Assert.Equal(["AAA", "BBB"], await TextsAsync(Encoding.UTF8.GetBytes(file)));
        Assert.Equal(0, _rejects.Count);
    }

    [Theory]
    [InlineData("A\n\nB", 2, RejectReason.Blank)]
    [InlineData("A\n \t \nB", 2, RejectReason.Blank)]
    [InlineData("A\nB\u0007\n", 2, RejectReason.ControlCharacter)]
    [InlineData("A\nB\u007F\n", 2, RejectReason.ControlCharacter)]
    public async Task A_line_that_is_no_key_is_rejected_by_its_number(string file, int line, RejectReason reason)
    {
        await TextsAsync(Encoding.UTF8.GetBytes(file));
        Assert.Equal([new RejectedLine(line, reason)], _rejects.First);
    }

    [Theory]
    [InlineData(4096, 0)]
    [InlineData(4097, 1)]
    [InlineData(16 * 1024 + 1, 1)]
    [InlineData(1_000_000, 1)]
    public async Task A_key_has_at_most_4_KiB(int length, int rejected)
    {
        var texts = await TextsAsync(Encoding.UTF8.GetBytes($"first\n{new string('x', length)}\nlast"));
        Assert.Equal(rejected, _rejects.Count);
        Assert.Equal(3 - rejected, texts.Count);
        Assert.All(_rejects.First, reject => Assert.Equal(new RejectedLine(2, RejectReason.TooLong), reject));
    }

    [Fact]
    public async Task An_endless_last_line_is_one_reject()
    {
        Assert.Empty(await TextsAsync(Encoding.UTF8.GetBytes(new string('x', 500_000))));
        Assert.Equal([new RejectedLine(1, RejectReason.TooLong)], _rejects.First);
    }

    [Fact]
    public async Task Gbk_is_read_as_such_however_late_it_begins()
    {
        var ascii = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"KEY-{i:D8}\n"));
        using var reader = Reader(Gbk.GetBytes(ascii + "卡号一二三----密码四五六\n中文卡密\n"));
        var texts = await TextsAsync(reader);
        Assert.Equal(["卡号一二三----密码四五六", "中文卡密"], texts[^2..]);
        Assert.Equal(KeyFileEncoding.Gbk, reader.Encoding);
    }

    [Fact]
    public async Task One_damaged_line_does_not_turn_utf8_into_gbk()
    {
        byte[] file = [.. "中文一\n"u8, 0xD6, 0xD0, 0x0A, .. "中文二\n中文三\n"u8];
        Assert.Equal(["中文一", "中文二", "中文三"], await TextsAsync(file));
        Assert.Equal([new RejectedLine(2, RejectReason.NotText)], _rejects.First);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4096)]
    public async Task The_encoding_does_not_depend_on_how_the_bytes_arrive(int step)
    {
        var text = string.Concat(Enumerable.Range(0, 3000).Select(i => $"会员卡密-{i}\n"));
        using var reader = new KeyFileReader(new DribblingStream(Encoding.UTF8.GetBytes(text), step), KeyFileFormat.Text, "", _rejects);
        Assert.Equal(text.TrimEnd('\n').Split('\n'), await TextsAsync(reader));
    }

    [Fact]
    public async Task Utf16_is_refused_with_a_sentence()
    {
        using var reader = Reader([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("AAA\n")]);
        Assert.Empty(await TextsAsync(reader));
        Assert.Equal(ProblemCode.InvalidRequest, reader.Problem?.Code);
    }

    [Theory]
    [InlineData("card----pass", null)]
    [InlineData("card---pass", RejectReason.SeparatorMissing)]
    [InlineData("----pass", RejectReason.PartMissing)]
    [InlineData("card----  ", RejectReason.PartMissing)]
    public async Task A_separator_makes_pairs(string line, RejectReason? reason)
    {
        using var reader = Reader(Encoding.UTF8.GetBytes(line), separator: "----");
        var keys = await KeysAsync(reader);
        Assert.Equal(reason, _rejects.First.Select(r => (RejectReason?)r.Reason).SingleOrDefault());
        Assert.All(keys, key => Assert.Equal(("card----pass", "card", "pass"), (key.Text, key.Fields["card"], key.Fields["password"])));
    }

    [Fact]
    public async Task An_article_is_one_key_with_its_lines()
    {
        using var reader = Reader("第一行\r\n\r\n第三行\n"u8.ToArray(), KeyFileFormat.Article);
        Assert.Equal(["第一行\n\n第三行"], await TextsAsync(reader));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n \n")]
    [InlineData("a\u0001b")]
    public async Task An_article_without_text_is_refused(string text)
    {
        using var reader = Reader(Encoding.UTF8.GetBytes(text), KeyFileFormat.Article);
        Assert.Empty(await TextsAsync(reader));
        Assert.NotNull(reader.Problem);
    }

    [Fact]
    public async Task An_article_has_at_most_64_KiB()
    {
        var line = new string('x', 1023) + "\n";
        using var fits = Reader(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, 64))), KeyFileFormat.Article);
        using var tooLong = Reader(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, 65))), KeyFileFormat.Article);
        Assert.Single(await TextsAsync(fits));
        Assert.Empty(await TextsAsync(tooLong));
        Assert.NotNull(tooLong.Problem);
    }

    private KeyFileReader Reader(byte[] file, KeyFileFormat format = KeyFileFormat.Text, string separator = "") =>
        new(new MemoryStream(file), format, separator, _rejects);

    private async Task<List<string>> TextsAsync(byte[] file)
    {
        using var reader = Reader(file);
        return await TextsAsync(reader);
    }

    private static async Task<List<string>> TextsAsync(KeyFileReader reader) => [.. (await KeysAsync(reader)).Select(key => key.Text)];

    internal static async Task<List<KeyText>> KeysAsync(KeyFileReader reader)
    {
        var keys = new List<KeyText>();
        await foreach (var chunk in reader.ReadAsync(Ct))
        {
            using (chunk)
                keys.AddRange(Enumerable.Range(0, chunk.Count).Select(i => KeyText.Read(default, chunk[i])));
        }

        return keys;
    }

    // A pipe gives what it has, however little.
    private sealed class DribblingStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
