using System.CommandLine;
using System.Text.Json;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Ledger.PayoutBatches;
using Diner.Ledger.Payouts;

namespace Diner.Host.Cli;

/// <summary><c>diner payouts</c>: what waits, and what the operator does about it. Who may run the program on its machine is a person of the operator's, told apart by the name of their account.</summary>
internal static class PayoutsCommand
{
    private const int ListMax = 200;

    private static readonly Argument<Guid> Id = new("ID") { Description = "The pay-out's id" };
    private static readonly Option<string?> Shop = new("--shop") { Description = "Only this shop's, ended ones too" };
    private static readonly Option<BatchRoute> Route = new("--route") { Description = "BankFile or AlipayFile", DefaultValueFactory = _ => BatchRoute.BankFile };
    private static readonly Option<string> Currency = new("--currency") { Description = "In which currency", DefaultValueFactory = _ => "CNY" };
    private static readonly Option<string> Columns = new("--columns") { Description = "Columns of the bank's file: heading=field, with commas between", DefaultValueFactory = _ => "" };
    private static readonly Option<bool> Gb = new("--gb") { Description = "Write GB 18030 instead of UTF-8" };
    private static readonly Option<Guid?> Batch = new("--batch") { Description = "Write the file of this batch again instead of making one" };
    private static readonly Option<FileInfo> Out = new("--out") { Description = "The file to write; it holds whole account numbers", Required = true };
    private static readonly Option<bool> Sent = new("--sent") { Description = "The money has gone" };
    private static readonly Option<bool> Failed = new("--failed") { Description = "It failed, or came back: the merchant has the money again" };
    private static readonly Option<string> Say = new("--say") { Description = "The bank's number, or why it failed", DefaultValueFactory = _ => "" };

    public static Command Build()
    {
        var list = new Command("list", "Show the pay-outs that wait for somebody.") { Shop, CliContext.Json }.WithDatabase();
        list.SetAction(ListAsync);
        var approve = new Command("approve", "Approve a pay-out.") { Id, CliContext.Json }.WithDatabase();
        approve.SetAction((parsed, ct) => ToldAsync(parsed, (services, id) => services.GetRequiredService<HandlePayout>().ApproveAsync(Actor.CommandLine(), id, ct), ct));
        var export = new Command("export", "Put what is approved into a batch, and write its file.") { Route, Currency, Columns, Gb, Batch, Out, CliContext.Json }.WithDatabase();
        export.SetAction(ExportAsync);
        var result = new Command("result", "Enter what became of a pay-out.") { Id, Sent, Failed, Say, CliContext.Json }.WithDatabase();
        result.SetAction(ResultAsync);
        return new Command("payouts", "Pay-outs to merchants.") { list, approve, export, result };
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        var payouts = services.GetRequiredService<ReadPayouts>();
        IReadOnlyList<PayoutView> found;
        if (parsed.GetValue(Shop) is { } slug)
        {
            if (await services.GetRequiredService<Diner.Catalog.Shops.Shops>().FindAsync(slug, ct) is not { } shop)
                return CliContext.Fail($"There is no shop '{slug}'. Check --shop.");
            found = await payouts.ListAsync(shop.Id, null, ListMax, ct);
        }
        else
        {
            found = await payouts.OpenAsync(ListMax, ct);
        }

        if (parsed.GetValue(CliContext.Json))
            Console.WriteLine(JsonSerializer.Serialize(found.Select(Model)));
        else
            foreach (var payout in found)
                Console.WriteLine($"{payout.Id.Value:D}  {payout.Number}  {payout.State}  {payout.Amount}  {payout.To}  approved {payout.ApprovedBy.Count} of {payout.ApprovalsNeeded}");
        return 0;
    }

    private static async Task<int> ExportAsync(ParseResult parsed, CancellationToken ct)
    {
        if (!CurrencyCode.TryParse(parsed.GetValue(Currency), out var currency))
            return CliContext.Fail("--currency is no currency this house knows.");
        if (parsed.GetValue(Route) is not (BatchRoute.BankFile or BatchRoute.AlipayFile) || parsed.GetValue(Out) is not { Exists: false } file)
            return CliContext.Fail("Choose --route BankFile or AlipayFile, and a file for --out that does not exist yet.");
        await using var services = CliContext.Services(parsed);
        var batch = parsed.GetValue(Batch);
        if (batch is null)
        {
            var made = await services.GetRequiredService<MakeBatch>().RunAsync(Actor.CommandLine(), new BatchWish(parsed.GetValue(Route), currency, parsed.GetValue(Columns) ?? "", null), ct);
            if (!made.IsOk)
                return CliContext.Fail(made.Problem.Detail);
            batch = made.Value;
        }

        if (await services.GetRequiredService<BatchViews>().FileAsync(Actor.CommandLine(), batch.Value, parsed.GetValue(Gb), ct) is not { } written)
            return CliContext.Fail("There is no such batch, or it has no file.");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var stream = new FileStream(file.FullName, options))
            await stream.WriteAsync(written.Content, ct);
        Console.WriteLine(parsed.GetValue(CliContext.Json) ? JsonSerializer.Serialize(new { batch, file = file.FullName }) : $"batch {batch:D}: {file.FullName}");
        return 0;
    }

    private static async Task<int> ResultAsync(ParseResult parsed, CancellationToken ct)
    {
        if (parsed.GetValue(Sent) == parsed.GetValue(Failed))
            return CliContext.Fail("Give --sent or --failed.");
        var result = new PayoutResult(parsed.GetValue(Sent), parsed.GetValue(Say) ?? "");
        return await ToldAsync(parsed, (services, id) => services.GetRequiredService<EnterResult>().RunAsync(Actor.CommandLine(), id, result, ct), ct);
    }

    private static async Task<int> ToldAsync(ParseResult parsed, Func<ServiceProvider, PayoutId, Task<Problem?>> run, CancellationToken ct)
    {
        var id = new PayoutId(parsed.GetValue(Id));
        await using var services = CliContext.Services(parsed);
        if (await run(services, id) is { } problem)
            return CliContext.Fail(problem.Detail);
        var payout = (await services.GetRequiredService<ReadPayouts>().FindAsync(id, ct))!;
        Console.WriteLine(parsed.GetValue(CliContext.Json) ? JsonSerializer.Serialize(Model(payout)) : $"{payout.Number}: {payout.State}");
        return 0;
    }

    private static object Model(PayoutView payout) => new
    {
        id = payout.Id.Value,
        number = payout.Number,
        state = JsonNamingPolicy.SnakeCaseLower.ConvertName(payout.State.ToString()),
        amount = new { minor = payout.Amount.AmountMinor, currency = payout.Amount.Currency.Code },
        to = payout.To,
        requested_by = payout.RequestedBy,
        requested_at = payout.At,
        approved_by = payout.ApprovedBy,
        approvals_needed = payout.ApprovalsNeeded,
        batch = payout.Batch,
        transfer_no = payout.TransferNo,
        why = payout.Why,
        ended_at = payout.EndedAt,
    };
}
