using System.Text;
using Diner.Data.Audit;
using Diner.Data.Files;
using Diner.Data.LongWork;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Diner.Vault.Import;
using Diner.Vault.Receive;
using Xunit;

namespace Diner.Specs.Vault;

/// <summary>Files that come in through the console, and those that go out.</summary>
public abstract class ReceiveSpecs(DatabaseKind kind) : VaultSpecs(kind)
{
    private static readonly Actor Lin = new(ActorKind.Staff, new Guid("019aa000-0000-7000-8000-00000000011a"), "lin@example.com", "203.0.113.9");

    [Theory]
    [InlineData("89504E470D0A1A0A0000", FileRefusal.Picture)]
    [InlineData("FFD8FFE000104A464946", FileRefusal.Picture)]
    [InlineData("3C73766720786D6C6E733D", FileRefusal.Picture)]
    [InlineData("3C3F786D6C2076657273696F6E3D22312E30223F3E3C737667", FileRefusal.Picture)]
    [InlineData("504B0304140000000800", FileRefusal.Archive)]
    [InlineData("1F8B0800000000000003", FileRefusal.Archive)]
    [InlineData("D0CF11E0A1B11AE10000", FileRefusal.Archive)]
    [InlineData("4D5A90000300000004000000", FileRefusal.Program)]
    [InlineData("7F454C4602010100", FileRefusal.Program)]
    [InlineData("255044462D312E37", FileRefusal.Document)]
    [InlineData("FFFE41004200", FileRefusal.Utf16)]
    [InlineData("410042004300440045000A00", FileRefusal.Utf16)]
    [InlineData("00410042004300440045000A", FileRefusal.Utf16)]
    [InlineData("4142430044FF00FE4500AB", FileRefusal.Binary)]
    [InlineData("", FileRefusal.Empty)]
    public async Task What_is_no_text_is_refused_by_its_first_bytes_and_not_stored(string hex, FileRefusal refusal)
    {
        var received = await House.Get<ReceiveKeyFile>().RunAsync(Merchant.Shop, "keys.txt", new MemoryStream(Convert.FromHexString(hex)), Ct);
        Assert.Equal(new ReceivedFile(null, refusal), received);
        Assert.Empty(await Merchant.QueryAsync("select id from data_files", row => row.Guid(0)));
    }

    [Theory]
    [InlineData("MZ-1234\nBM-5678\n")]
    [InlineData("RIFF-AAAA\n")]
    [InlineData("卡号----密码\n")]
    public async Task Text_that_begins_like_something_else_is_text(string text)
    {
        Assert.NotNull(await ReceiveAsync(text));
    }

    [Fact]
    public async Task A_file_that_turns_out_too_large_is_deleted_again()
    {
        var receive = new ReceiveKeyFile(House.Get<SealedFiles>()) { BytesLimit = 1_000_000 };
        var received = await receive.RunAsync(Merchant.Shop, "keys.txt", new HugeText(1_000_001), Ct);
        Assert.Equal(FileRefusal.TooLarge, received.Refusal);
        Assert.Empty(await Merchant.QueryAsync("select id from data_files", row => row.Guid(0)));
    }

    [Fact]
    public async Task A_file_is_stored_sealed()
    {
        await ReceiveAsync("SECRET-CODE-1\n");
        var chunks = await Merchant.QueryAsync("select sealed from data_file_chunks", row => row.Bytes(0));
        Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(Assert.Single(chunks)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_guesses_the_separator_and_masks_what_it_shows()
    {
        await Merchant.ImportAsync("AAAA0000----00000001");
        var id = await ReceiveAsync("AAAA0000----00000001\nBBBB1111----00000002\n\nBBBB1111----00000002\nno separator here\n");
        var preview = await PreviewAsync(id!.Value);
        Assert.Equal(new KeyFileLayout(KeyFileFormat.Text, ""), preview.Layout);
        preview = await PreviewAsync(id.Value, new KeyFileLayout(KeyFileFormat.Text, "----"));
        Assert.Equal([(1, true, null), (2, false, null), (3, false, RejectReason.Blank), (4, true, null), (5, false, RejectReason.SeparatorMissing)], preview.Lines.Select(l => (l.Number, l.IsKnown, l.Reject)));
        Assert.Equal(["BB••••11", "00••••02"], preview.Lines[1].Ends);
    }

    [Theory]
    [InlineData("keys.txt", "A----1\nB----2\nC----3\n", KeyFileFormat.Text, "----")]
    [InlineData("keys.txt", "A|1\nB|2\n", KeyFileFormat.Text, "|")]
    [InlineData("keys.txt", "AAAA-BBBB-CCCC\nDDDD-EEEE-FFFF\n", KeyFileFormat.Text, "")]
    [InlineData("keys.CSV", "card,password\nA,1\n", KeyFileFormat.Csv, "")]
    public async Task A_layout_is_guessed(string name, string text, KeyFileFormat format, string separator)
    {
        var received = await House.Get<ReceiveKeyFile>().RunAsync(Merchant.Shop, name, new MemoryStream(Encoding.UTF8.GetBytes(text)), Ct);
        Assert.Equal(new KeyFileLayout(format, separator), (await PreviewAsync(received.Id!.Value)).Layout);
    }

    [Fact]
    public async Task The_columns_of_csv_are_named()
    {
        var received = await House.Get<ReceiveKeyFile>().RunAsync(Merchant.Shop, "k.csv", new MemoryStream("账号,密码\nalice001,secret01\n"u8.ToArray()), Ct);
        var preview = await PreviewAsync(received.Id!.Value);
        Assert.Equal(["账号", "密码"], preview.Columns);
        Assert.Equal(["al••••01", "se••••01"], preview.Lines.Single().Ends);
    }

    [Fact]
    public async Task Another_shops_file_is_not_there()
    {
        var id = await ReceiveAsync("A\n");
        var stranger = new Merchant(House).Shop;
        Assert.Null(await House.Get<PreviewKeyFile>().RunAsync(stranger, id!.Value, null, Ct));
        var start = await House.Get<StartImport>().RunAsync(Lin, new ImportStart(stranger, id.Value, Arguments(), "keys.import"), Ct);
        Assert.Equal(ProblemCode.NotFound, start.Problem?.Code);
    }

    [Fact]
    public async Task A_file_is_imported_by_a_job_once_however_often_the_button_is_pressed()
    {
        var id = await ReceiveAsync("A\nB\nA\n");
        var started = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => StartAsync(id!.Value))));
        var work = Assert.Single(started, s => s.IsOk).Value;
        await RunWorkAsync();
        var done = await WorkAsync(work);
        Assert.Equal((WorkState.Done, true), (done.State, done.Result!.StartsWith("""{"accepted":2,"duplicates":1,"rejected":0,""", StringComparison.Ordinal)));
        Assert.Equal(["A", "B"], await Merchant.PoolAsync(Merchant.Game));
        Assert.Null(await House.Get<SealedFiles>().FindAsync(id!.Value, Ct));
    }

    [Fact]
    public async Task An_import_that_is_run_again_after_a_crash_tells_what_the_first_run_did()
    {
        var id = await ReceiveAsync("A\nB\n");
        var work = (await StartAsync(id!.Value)).Value;
        await RunWorkAsync();
        await Merchant.ExecuteAsync("update data_work set state = 0, due_at = $1 where id = $2", House.Clock.GetUtcNow(), work.Value);
        var again = (await ReceiveAsync("A\nB\n"))!.Value;
        await Merchant.ExecuteAsync("update data_work set input_file_id = $1 where id = $2", again.Value, work.Value);
        await RunWorkAsync();
        Assert.StartsWith("""{"accepted":2,""", (await WorkAsync(work)).Result, StringComparison.Ordinal);
        Assert.Equal(["A", "B"], await Merchant.PoolAsync(Merchant.Game));
    }

    [Fact]
    public async Task Rejected_lines_come_back_with_their_number_their_reason_and_their_text()
    {
        var id = await ReceiveAsync("A----1\nalone\n\nB----2\n卡----\n");
        var work = (await StartAsync(id!.Value, new KeyFileLayout(KeyFileFormat.Text, "----"))).Value;
        await RunWorkAsync();
        var taken = await House.Get<HandleWork>().TakeAsync(Lin, work, Ct);
        using var rejects = new StreamReader(taken!.Value.Content);
        Assert.Equal("2\tseparator_missing\talone\n3\tblank\t\n5\tpart_missing\t卡----\n", await rejects.ReadToEndAsync(Ct));
    }

    [Fact]
    public async Task An_export_is_given_once_and_only_to_who_asked()
    {
        await Merchant.ImportAsync("A", "B");
        var work = (await ExportAsync("stock-taking")).Value;
        await RunWorkAsync();
        Assert.Null(await House.Get<HandleWork>().TakeAsync(Lin with { Id = Guid.Empty }, work, Ct));
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => House.Get<HandleWork>().TakeAsync(Lin, work, Ct))));
        using var keys = new StreamReader(Assert.Single(taken, t => t is not null)!.Value.Content);
        Assert.Equal("A\nB\n", await keys.ReadToEndAsync(Ct));
    }

    [Fact]
    public async Task An_export_is_gone_after_an_hour()
    {
        await Merchant.ImportAsync("A");
        var work = (await ExportAsync("stock-taking")).Value;
        await RunWorkAsync();
        House.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await House.Get<HandleWork>().TakeAsync(Lin, work, Ct));
    }

    [Fact]
    public async Task An_export_needs_a_reason_and_five_in_an_hour_are_enough()
    {
        Assert.Equal(ProblemCode.InvalidRequest, (await ExportAsync("  ")).Problem?.Code);
        for (var i = 0; i < 5; i++)
            Assert.True((await ExportAsync("again")).IsOk);
        Assert.Equal(ProblemCode.TooManyRequests, (await ExportAsync("again")).Problem?.Code);
        House.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await ExportAsync("again")).IsOk);
    }

    private ImportArguments Arguments(KeyFileLayout? layout = null) => new(Merchant.Game.Value, layout ?? new KeyFileLayout(KeyFileFormat.Text, ""));

    private async Task<FileId?> ReceiveAsync(string text) =>
        (await House.Get<ReceiveKeyFile>().RunAsync(Merchant.Shop, "keys.txt", new MemoryStream(Encoding.UTF8.GetBytes(text)), Ct)).Id;

    private async Task<KeyFilePreview> PreviewAsync(FileId id, KeyFileLayout? layout = null) => (await House.Get<PreviewKeyFile>().RunAsync(Merchant.Shop, id, layout, Ct))!;

    private Task<Result<WorkId>> StartAsync(FileId id, KeyFileLayout? layout = null) =>
        House.Get<StartImport>().RunAsync(Lin, new ImportStart(Merchant.Shop, id, Arguments(layout), "keys.import"), Ct);

    private Task<Result<WorkId>> ExportAsync(string why) =>
        House.Get<StartExport>().RunAsync(Lin, new ExportRequest(new(Merchant.Shop, Merchant.Game), "game", why, "keys.export"), Ct);

    private async Task RunWorkAsync() => Assert.True(await House.Get<WorkRunner>().RunOnceAsync(Ct));

    private async Task<WorkView> WorkAsync(WorkId id) => (await House.Get<WorkList>().FindAsync(Merchant.Shop, id, Ct))!;

    // So many letters, without a buffer of that size.
    private sealed class HugeText(long length) : PipeStream
    {
        private long _left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = (int)Math.Min(buffer.Length, _left);
            buffer.Span[..read].Fill((byte)'A');
            _left -= read;
            return ValueTask.FromResult(read);
        }
    }
}

public sealed class ReceivingOnSqlite() : ReceiveSpecs(DatabaseKind.Sqlite);

public sealed class ReceivingOnPostgres() : ReceiveSpecs(DatabaseKind.Postgres);
