using System.Text;
using CsCheck;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Diner.Vault.Import;
using Diner.Vault.Keys;
using Diner.Vault.Receive;
using Xunit;

namespace Diner.Specs.Vault;

/// <summary>What is taken out and brought in elsewhere is the same.</summary>
public abstract class ExportSpecs(DatabaseKind kind) : VaultSpecs(kind)
{
    private const int Tries = 25;

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    // What breaks files: quotes, commas, line ends, spaces of all kinds, marks of our own, letters of both encodings.
    private static readonly Gen<string> Values = Gen.OneOf(
        Gen.String[Gen.Char["ABCdef0123-,;\"' |$#=\t\r\n　卡密码é‑\u0085"], 1, 12],
        Gen.String[Gen.Char.AlphaNumeric, 4, 16],
        Gen.Const(""));

    [Fact]
    public async Task Csv_of_any_columns_gives_the_same_keys_elsewhere() =>
        await Gen.Select(Gen.Int[1, 5], Values.Array[5, 30], Gen.Bool).SampleAsync(
            (columns, values, isGbk) => AssertSameElsewhereAsync(Csv(columns, values), new(KeyFileFormat.Csv, ""), isGbk, ExportFormat.Fitting), iter: Tries, threads: 1);

    [Fact]
    public async Task Text_with_a_separator_gives_the_same_keys_elsewhere_as_text_and_as_csv() =>
        await Gen.Select(Values.Array[1, 30], Gen.Bool, Gen.OneOf(Gen.Const("----"), Gen.Const("|"), Gen.Const(" ")), Gen.Bool.Select(isCsv => isCsv ? ExportFormat.Csv : ExportFormat.Text)).SampleAsync(
            (values, isGbk, separator, format) => AssertSameElsewhereAsync(Lines(values, separator), new(KeyFileFormat.Text, separator), isGbk, format), iter: Tries, threads: 1);

    [Fact]
    public async Task A_pool_of_many_layouts_gives_the_same_keys_elsewhere()
    {
        await ImportAsync(Merchant, "card,pin\nA,1\n\"B,\"\"x\",2\n,3\n", new(KeyFileFormat.Csv, ""));
        await ImportAsync(Merchant, "pin,card\n9,Z\n", new(KeyFileFormat.Csv, ""));
        await ImportAsync(Merchant, "K----P\nL----Q", new(KeyFileFormat.Text, "----"));
        await ImportAsync(Merchant, "bare\n\"quoted\"", new(KeyFileFormat.Text, ""));
        var other = new Merchant(House);
        await ImportAsync(other, (await ExportAsync(Merchant, ExportFormat.Fitting)).File, new(KeyFileFormat.Csv, ""));
        Assert.Equal(await KeysAsync(Merchant), await KeysAsync(other));
        Assert.Equal(8, (await KeysAsync(other)).Count);
    }

    [Fact]
    public async Task Columns_that_tell_the_text_are_all_there_is_in_the_file()
    {
        await ImportAsync(Merchant, "卡号,密码\nA,1\nB,\n", new(KeyFileFormat.Csv, ""));
        var (file, done) = await ExportAsync(Merchant, ExportFormat.Fitting);
        Assert.Equal("\uFEFF卡号,密码\r\nA,1\r\nB,\r\n", Encoding.UTF8.GetString(file));
        Assert.Equal(("csv", ""), (done.Format, done.Dropped));
    }

    [Fact]
    public async Task Text_says_which_fields_it_leaves_out()
    {
        await ImportAsync(Merchant, "card,pin\nA,1\n", new(KeyFileFormat.Csv, ""));
        var (file, done) = await ExportAsync(Merchant, ExportFormat.Text);
        Assert.Equal(("A 1\n", "text", "card, pin"), (Encoding.UTF8.GetString(file), done.Format, done.Dropped));
    }

    private async Task AssertSameElsewhereAsync(string text, KeyFileLayout layout, bool isGbk, ExportFormat format)
    {
        var (first, second) = (new Merchant(House), new Merchant(House));
        await ImportAsync(first, isGbk ? Gb18030.GetBytes(text) : Encoding.UTF8.GetBytes(text), layout);
        var (file, done) = await ExportAsync(first, format);
        if (done.Keys > 0)
            await ImportAsync(second, file, done.Format == "csv" ? new(KeyFileFormat.Csv, "") : new(KeyFileFormat.Text, layout.Separator));
        Assert.Equal(await KeysAsync(first), await KeysAsync(second));
    }

    private static string Csv(int columns, string[] values)
    {
        var rows = values.Select(value => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"").Chunk(columns).Where(row => row.Length == columns);
        return string.Join(',', Enumerable.Range(1, columns).Select(i => $"\"列 {i}, \"\"x\"\"\"")) + "\r\n" + string.Join("\r\n", rows.Select(row => string.Join(',', row)));
    }

    private static string Lines(string[] values, string separator) => string.Join('\n', values.Chunk(2).Select(pair => string.Join(separator, pair)));

    private Task ImportAsync(Merchant merchant, string text, KeyFileLayout layout) => ImportAsync(merchant, Encoding.UTF8.GetBytes(text), layout);

    private async Task ImportAsync(Merchant merchant, byte[] file, KeyFileLayout layout) => Assert.Null(
        (await House.Get<ImportKeys>().RunAsync(Clerk.Tester, merchant.Request with { Format = layout.Format, Separator = layout.Separator }, new MemoryStream(file), Ct)).Problem);

    private async Task<(byte[] File, ExportSummary Done)> ExportAsync(Merchant merchant, ExportFormat format)
    {
        using var output = new MemoryStream();
        var done = await House.Get<ExportKeys>().RunAsync(Clerk.Tester, new(new(merchant.Shop, merchant.Game), "test", format), _ => Task.FromResult<Stream>(output), Ct);
        return (output.ToArray(), done);
    }

    private async Task<List<string>> KeysAsync(Merchant merchant)
    {
        var keys = new List<string>();
        await foreach (var key in House.Get<ExportKeys>().ReadAsync(new(merchant.Shop, merchant.Game), Ct))
            keys.Add($"{key.Text} {string.Join(" ", key.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"[{field.Key}]={field.Value}"))}");
        return keys;
    }
}

public sealed class ExportOnSqlite() : ExportSpecs(DatabaseKind.Sqlite);

public sealed class ExportOnPostgres() : ExportSpecs(DatabaseKind.Postgres);
