using System.Text;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Destinations;
using Diner.Ledger.Payouts;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.PayoutBatches;

/// <summary>A batch as people see it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Route">How it goes.</param>
/// <param name="Payouts">How many pay-outs.</param>
/// <param name="Amount">Their sum.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="At">When.</param>
public sealed record BatchView(Guid Id, BatchRoute Route, int Payouts, Money Amount, string MadeBy, DateTimeOffset At)
{
    /// <summary>Its short number.</summary>
    public string Number => BatchViews.Short(Id);
}

/// <summary>A batch as a file.</summary>
/// <param name="Name">What the file is called.</param>
/// <param name="Content">Its bytes.</param>
public sealed record TransferFile(string Name, byte[] Content);

/// <summary>Looks batches up, and writes their files: each time anew, from what the batch was made of.</summary>
public sealed class BatchViews(Database database, KeepDestinations destinations, AuditTrail audit)
{
    private const int CodePageGb18030 = 54936;
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(CodePageGb18030)!;

    /// <summary>The last ones, newest first.</summary>
    public async Task<IReadOnlyList<BatchView>> ListAsync(int take, CancellationToken ct)
    {
        await using var db = database.Read();
        return [.. (await db.Set<BatchRow>().OrderByDescending(b => b.Id).Take(take).ToListAsync(ct)).Select(View)];
    }

    /// <summary>One; null when there is none.</summary>
    public async Task<BatchView?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<BatchRow>().SingleOrDefaultAsync(b => b.Id == id, ct) is { } batch ? View(batch) : null;
    }

    /// <summary>The columns that the last file for the bank had, or the usual ones: what the next has too unless somebody changes them.</summary>
    public async Task<string> ColumnsAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<BatchRow>().Where(b => b.Route == BatchRoute.BankFile).OrderByDescending(b => b.Id).Select(b => b.Columns).FirstOrDefaultAsync(ct) ?? FileColumns.Default;
    }

    /// <summary>
    /// The batch's file, in UTF-8 with a mark or in GB 18030, as banks like it; null when it has none. It holds whole account numbers, so the audit trail has who took it.
    /// </summary>
    public async Task<TransferFile?> FileAsync(Actor actor, Guid id, bool isGb, CancellationToken ct)
    {
        await using var db = database.Read();
        if (await db.Set<BatchRow>().SingleOrDefaultAsync(b => b.Id == id && b.Route != BatchRoute.AlipayTransfers, ct) is not { } batch)
            return null;
        var payouts = await db.Set<PayoutRow>().Where(p => p.BatchId == id).OrderBy(p => p.Id).ToListAsync(ct);
        var accounts = await destinations.OpenAsync([.. payouts.Select(p => p.AccountId).Distinct()], ct);
        var lines = payouts.Select(p => new BatchLine(PayoutNumbers.Short(p.Id), new Money(p.AmountMinor, CurrencyCode.Parse(p.Currency)), accounts[p.AccountId])).ToList();
        var text = batch.Route == BatchRoute.BankFile ? BatchFile.Bank(FileColumns.Read(batch.Columns).Value!, lines) : BatchFile.Alipay(lines);
        await audit.AddAsync(actor, new AuditEntry("payout.file_taken", Short(id)) { SubjectId = id }, ct);
        return new TransferFile($"payouts-{Short(id)}.csv", isGb ? Gb18030.GetBytes(text) : Encoding.UTF8.GetBytes("\ufeff" + text));
    }

    internal static string Short(Guid batch) => $"B{batch.ToString("N")[^12..].ToUpperInvariant()}";

    private static BatchView View(BatchRow batch) => new(batch.Id, batch.Route, batch.Payouts, new Money(batch.AmountMinor, CurrencyCode.Parse(batch.Currency)), batch.MadeBy, batch.MadeAt);
}
