using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Diner.Data.Audit;
using Diner.Data.LongWork;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Audit;

public abstract class AuditTrailSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private static readonly Actor Somebody = new(ActorKind.Staff, new Guid("019aa000-0000-7000-8000-0000000000aa"), "a@b.example", "127.0.0.1");

    private AuditTrail Trail => House.Get<AuditTrail>();

    [Fact]
    public async Task Sixty_four_changes_at_once_make_one_chain_without_a_gap()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 64), new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = Ct }, async (i, ct) => await Trail.AddAsync(Somebody, new AuditEntry("thing.changed", $"thing {i}"), ct));
        var verdict = await VerifyAsync();
        Assert.Equal((64L, 64L, null), (verdict.Rows, verdict.Head, verdict.BrokenAt));
    }

    [Theory]
    [InlineData("update data_audit set subject = 'another' where number = 4", 4)]
    [InlineData("update data_audit set succeeded = not succeeded where number = 7", 7)]
    [InlineData("delete from data_audit where number = 3", 3)]
    [InlineData("delete from data_audit where number = 9", 9)]
    [InlineData("update data_audit_head set number = 8, hash = (select hash from data_audit where number = 8)", 9)]
    [InlineData("update data_audit_head set hash = (select hash from data_audit where number = 8)", 9)]
    public async Task Whoever_tampers_with_the_trail_is_found_at_the_number(string harm, long number)
    {
        await AddAsync(9);
        await HarmAsync(harm);
        Assert.Equal(number, (await VerifyAsync()).BrokenAt);
    }

    [Theory]
    [InlineData("update data_audit set subject = 'another'")]
    [InlineData("delete from data_audit")]
    public async Task The_database_refuses_to_change_or_drop_a_row(string harm)
    {
        await AddAsync(1);
        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(harm));
        Assert.Null((await VerifyAsync()).BrokenAt);
    }

    [Fact]
    public async Task A_masked_value_never_appears()
    {
        await Trail.AddAsync(Somebody, new AuditEntry("channel.saved", "epay") { Before = new Account("name", "old-secret"), After = new Account("name", "new-secret") }, Ct);
        var row = Assert.Single(await SearchAsync(new AuditFilter()));
        Assert.DoesNotContain("secret", $"{row.Before}{row.After}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_changed_on_the_command_line_names_the_account_that_did_it()
    {
        await Trail.AddAsync(Actor.CommandLine(), new AuditEntry("thing.changed", "x"), Ct);
        var row = Assert.Single(await SearchAsync(new AuditFilter { Actor = Environment.UserName }));
        Assert.Equal(ActorKind.CommandLine, row.Actor.Kind);
    }

    [Fact]
    public async Task A_search_narrows_by_each_of_its_fields()
    {
        var (merchant, shop, thing) = (MerchantId.House, House.Get<IdSource>().Next<ShopId>(), House.Get<IdSource>().NextGuid());
        await AddAsync(2);
        House.Clock.Advance(TimeSpan.FromHours(1));
        var at = House.Clock.GetUtcNow();
        await Trail.AddAsync(Somebody with { Name = "c@d.example" }, new AuditEntry("shop.saved", "tea") { Merchant = merchant, Shop = shop, SubjectId = thing, Succeeded = false }, Ct);
        House.Clock.Advance(TimeSpan.FromHours(1));
        await AddAsync(2);
        foreach (var filter in (AuditFilter[])
        [
            new() { Actor = "c@d.example" }, new() { Action = "shop.saved" }, new() { Subject = "tea" }, new() { Subject = $"{thing}" }, new() { Merchant = merchant },
            new() { Shop = shop }, new() { Succeeded = false }, new() { From = at, To = at.AddMinutes(1) },
        ])
        {
            Assert.Equal([3L], (await SearchAsync(filter)).Select(row => row.Number));
        }

        Assert.Equal([2L, 1L], (await House.Get<AuditSearch>().ReadAsync(new AuditFilter(), 3, 9, Ct)).Select(row => row.Number));
    }

    [Fact]
    public async Task An_export_names_the_head_and_a_reader_can_check_every_hash()
    {
        await AddAsync(5);
        var lines = await ExportAsync(AuditFormat.Jsonl);
        var hash = new byte[32];
        foreach (var line in lines[..^1].Select(line => JsonDocument.Parse(line).RootElement))
        {
            hash = SHA256.HashData([.. hash, .. Encoding.UTF8.GetBytes(line.GetProperty("sealed").GetString()!)]);
            Assert.Equal(Convert.ToHexStringLower(hash), line.GetProperty("hash").GetString());
        }

        Assert.Equal(Convert.ToHexStringLower(hash), JsonDocument.Parse(lines[^1]).RootElement.GetProperty("hash").GetString());
        Assert.Single(await SearchAsync(new AuditFilter { Action = "audit.exported" }));
    }

    [Fact]
    public async Task A_spreadsheet_does_not_run_what_somebody_wrote()
    {
        await Trail.AddAsync(Somebody, new AuditEntry("thing.changed", "=cmd|'/c calc'!A1, \"x\""), Ct);
        Assert.Contains("\"'=cmd|'/c calc'!A1, \"\"x\"\"\"", (await ExportAsync(AuditFormat.Csv))[1], StringComparison.Ordinal);
    }

    private async Task<string[]> ExportAsync(AuditFormat format)
    {
        var work = (await House.Get<ExportAudit>().RunAsync(Somebody, new AuditExportRequest(format, new AuditFilter()), "operator.audit", null, Ct)).Value;
        await House.Get<WorkRunner>().RunOnceAsync(Ct);
        var taken = await House.Get<HandleWork>().TakeAsync(Somebody, work, Ct);
        using var text = new StreamReader(taken!.Value.Content);
        return (await text.ReadToEndAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private async Task AddAsync(int rows)
    {
        for (var i = 0; i < rows; i++)
            await Trail.AddAsync(Somebody, new AuditEntry("thing.changed", $"thing {i} 深夜"), Ct);
    }

    private Task<AuditVerdict> VerifyAsync() => House.Get<VerifyAudit>().RunAsync(null, Ct);

    private Task<IReadOnlyList<AuditView>> SearchAsync(AuditFilter filter) => House.Get<AuditSearch>().ReadAsync(filter, long.MaxValue, 100, Ct);

    // As one who owns the database does: the triggers are switched off first.
    private async Task HarmAsync(string harm)
    {
        if (Kind == DatabaseKind.Postgres)
        {
            await using var work = await House.Get<Database>().BeginAsync(Ct);
            await work.RunAsync("set local session_replication_role = replica", Ct);
            await work.RunAsync("grant update, delete on data_audit to current_user", Ct);
            await work.RunAsync(harm, Ct);
            await work.CommitAsync(Ct);
            return;
        }

        await RunAsync("drop trigger data_audit_immutable_update");
        await RunAsync("drop trigger data_audit_immutable_delete");
        await RunAsync(harm);
    }

    private async Task RunAsync(string sql)
    {
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        await work.RunAsync(sql, Ct);
        await work.CommitAsync(Ct);
    }

    private sealed record Account(string Name, [property: Masked] string Key);
}

public sealed class AuditTrailOnSqlite() : AuditTrailSpecs(DatabaseKind.Sqlite);

public sealed class AuditTrailOnPostgres() : AuditTrailSpecs(DatabaseKind.Postgres);
