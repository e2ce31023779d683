using System.Text;
using Diner.Vault.Import;
using Diner.Vault.Keys;
using Xunit;

namespace Diner.UnitTests.Vault;

public sealed class CsvKeysTests
{
    private readonly RejectLog _rejects = new(null);

    [Fact]
    public async Task Columns_become_fields()
    {
        var key = Assert.Single(await KeysAsync("卡号,密码,面值\n A1 ,\"p,\"\"w\",100\n"));
        Assert.Equal("A1 p,\"w 100", key.Text);
        Assert.Equal([("卡号", "A1"), ("密码", "p,\"w"), ("面值", "100")], key.Fields.Select(field => (field.Key, field.Value)));
    }

    [Fact]
    public async Task The_separator_joins_values_and_empty_ones_are_left_out()
    {
        var keys = await KeysAsync("card,password,note\nA,B,\nC,,D", "----");
        Assert.Equal(["A----B", "C----D"], keys.Select(key => key.Text));
        Assert.Equal(["card", "note"], keys[1].Fields.Keys);
    }

    [Fact]
    public async Task One_column_is_like_a_file_of_lines()
    {
        var key = Assert.Single(await KeysAsync("code\nAAA-BBB"));
        Assert.Equal("AAA-BBB", key.Text);
        Assert.Empty(key.Fields);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", 3, RejectReason.ColumnCount)]
    [InlineData("a,b\n1,2,3\n", 2, RejectReason.ColumnCount)]
    [InlineData("a,b\n\n1,2\n", 2, RejectReason.Blank)]
    [InlineData("a,b\n , \n", 2, RejectReason.Blank)]
    [InlineData("a,b\n1,\u0001\n", 2, RejectReason.ControlCharacter)]
    [InlineData("a,b\n1,\"2\" 3\n", 2, RejectReason.BadQuote)]
    public async Task A_record_that_is_no_key_is_rejected_by_its_line(string file, int line, RejectReason reason)
    {
        await KeysAsync(file);
        Assert.Equal([new RejectedLine(line, reason)], _rejects.First);
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(100_000)]
    public async Task A_record_that_is_too_long_is_rejected_and_the_next_one_read(int length)
    {
        var keys = await KeysAsync($"a,b\n1,{new string('x', length)}\n3,4\n");
        Assert.Equal([new RejectedLine(2, RejectReason.TooLong)], _rejects.First);
        Assert.Equal(["3 4"], keys.Select(key => key.Text));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_reject_their_record()
    {
        using var reader = Reader([.. "a,b\n中,文\n"u8, 0xD6, 0x2C, 0x31, 0x0A, .. "五,六\n"u8]);
        Assert.Equal(["中 文", "五 六"], (await KeyFileReaderTests.KeysAsync(reader)).Select(key => key.Text));
        Assert.Equal([new RejectedLine(3, RejectReason.NotText)], _rejects.First);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,a\n1,2\n")]
    [InlineData("a,\n1,2\n")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17\n")]
    public async Task A_header_that_names_no_columns_refuses_the_file(string file)
    {
        using var reader = Reader(Encoding.UTF8.GetBytes(file));
        Assert.Empty(await KeyFileReaderTests.KeysAsync(reader));
        Assert.NotNull(reader.Problem);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_refuses_the_file_without_reading_it_into_memory()
    {
        var lines = string.Concat(Enumerable.Repeat("1,2\n", 100_000));
        using var reader = Reader(Encoding.UTF8.GetBytes($"a,b\n\"1,2\n{lines}"));
        await KeyFileReaderTests.KeysAsync(reader);
        Assert.Contains("line 2", reader.Problem?.Detail, StringComparison.Ordinal);
        Assert.True(reader.BytesRead < 300_000);
    }

    private KeyFileReader Reader(byte[] file, string separator = "") => new(new MemoryStream(file), KeyFileFormat.Csv, separator, _rejects);

    private async Task<List<KeyText>> KeysAsync(string file, string separator = "")
    {
        using var reader = Reader(Encoding.UTF8.GetBytes(file), separator);
        return await KeyFileReaderTests.KeysAsync(reader);
    }
}
