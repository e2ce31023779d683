using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Records;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Bills;

/// <summary>
/// Compares a channel's bill with our payments and refunds, and keeps what differs until somebody has dealt with it.
/// <list type="number">
/// <item>The bill is read to its end: one that cannot be read is refused, and nothing of it is kept.</item>
/// <item>Slice by slice, each in a transaction of its own, its lines are looked up by the provider's number; what was billed and what differs is written down.</item>
/// <item>What we recorded in its time and no bill has is written down; what an earlier bill lacked and this one has vanishes.</item>
/// </list>
/// A movement is known by its channel and number, so a bill that is compared twice, or broke off in between, changes nothing the second time. Memory
/// holds one slice.
/// </summary>
public sealed class ReconcileBill(Database database, Channels.Channels channels, AuditTrail audit, IdSource ids, TimeProvider clock)
{
    private const int SliceLines = 4_000;

    // A refund is made long after its id.
    private static readonly TimeSpan RefundLife = TimeSpan.FromDays(400);

    /// <summary>The layouts we read.</summary>
    public static IReadOnlyList<string> Formats => BillLayout.Names;

    /// <summary>
    /// What was found. <see cref="ProblemCode.NotFound"/> for an unknown channel; <see cref="ProblemCode.InvalidRequest"/> for an unknown layout or a bill
    /// that cannot be read: the problem names the line.
    /// </summary>
    public async Task<Result<BillReport>> RunAsync(BillRequest request, CurrencyCode currency, CancellationToken ct)
    {
        if (await channels.FindAsync(request.Channel, ct) is not { } channel)
            return new Problem(ProblemCode.NotFound, "There is no such channel.");
        if (BillLayout.Find(request.Format, request.Mapping, currency) is not { } layout)
            return new Problem(ProblemCode.InvalidRequest, $"Choose one of {string.Join(", ", Formats)}; csv needs to know which columns hold what.", "format");

        // 1. See that it can be read.
        var survey = await BillSurvey.MakeAsync(request, layout, ct);
        if (!survey.IsOk)
            return survey.Problem;

        // 2. Compare its lines.
        var bill = NewBill(request, channel, survey.Value);
        await RecordAsync(request.Actor, bill, ct);
        var report = new BillReport(bill.Id, bill.FromAt, bill.ToAt) { Payments = bill.Payments, Refunds = bill.Refunds };
        var slice = new List<BillLine>(SliceLines);
        var seen = 0;
        await foreach (var line in layout.ReadAsync(request.Open, ct))
        {
            slice.Add(line);
            if (slice.Count == SliceLines)
                await CompareSliceAsync();
        }

        await CompareSliceAsync();

        // 3. What no bill has.
        report = await FindUnbilledAsync(bill, report, isRefund: false, ct);
        report = await FindUnbilledAsync(bill, report, isRefund: true, ct);
        await EndAsync(bill, report, ct);
        return report;

        async Task CompareSliceAsync()
        {
            report = await CompareAsync(bill, report, slice, ct);
            seen += slice.Count;
            slice.Clear();
            request.Progress?.Invoke(seen);
        }
    }

    private async Task<BillReport> CompareAsync(BillRecord bill, BillReport report, IReadOnlyList<BillLine> lines, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var records = await FindAsync(work, bill.ChannelId, lines, ct);
        var now = clock.GetUtcNow();
        var billed = new List<(bool, string)>(lines.Count);
        var differences = new List<DifferenceRow>();
        foreach (var line in lines)
        {
            var ours = records.GetValueOrDefault((line.IsRefund, line.Reference));
            var kind = CompareLines.Of(line, ours);
            report = report.Add(kind);
            billed.Add((line.IsRefund, ours?.Number ?? line.Reference));
            if (kind is { } differs)
                differences.Add(NewDifference(bill, differs, (line, ours), now));
        }

        var batch = work.NewBatch();
        BillSql.AddBilledTo(batch, bill, billed);
        BillSql.AddDifferencesTo(batch, bill, differences);
        await batch.SendAndCommitAsync(ct);
        return report;
    }

    // What a person has vouched for is known by the order it was for.
    private static async Task<Dictionary<(bool IsRefund, string Reference), OurRecord>> FindAsync(UnitOfWork work, ChannelId channel, IReadOnlyList<BillLine> lines, CancellationToken ct)
    {
        var batch = work.NewBatch();
        var payments = BillSql.AddPaymentsTo(batch, channel, [.. lines.Where(line => !line.IsRefund).Select(line => line.Reference)]);
        var refunds = BillSql.AddRefundsTo(batch, channel, [.. lines.Where(line => line.IsRefund).Select(line => line.Reference)]);
        await batch.SendAsync(ct);
        var found = new Dictionary<(bool, string), OurRecord>(lines.Count);
        foreach (var payment in payments.Rows)
            found[(false, payment.Reference)] = payment;
        foreach (var refund in refunds.Rows)
            found[(true, refund.Reference)] = refund;

        var left = lines.Where(line => !line.IsRefund && line.OrderNo.Length > 0 && !found.ContainsKey((false, line.Reference))).ToLookup(line => ConfirmedPayments.ReferenceOf(line.OrderNo));
        var confirmed = BillSql.AddPaymentsTo(batch, channel, [.. left.Select(group => group.Key)]);
        await batch.SendAsync(ct);
        foreach (var payment in confirmed.Rows)
            found[(false, left[payment.Reference].First().Reference)] = payment;
        return found;
    }

    private async Task<BillReport> FindUnbilledAsync(BillRecord bill, BillReport report, bool isRefund, CancellationToken ct)
    {
        for (var after = IdSource.FirstAt(bill.FromAt - (isRefund ? RefundLife : UnbilledRow.ClockSlack));;)
        {
            await using var work = await database.BeginAsync(ct);
            var batch = work.NewBatch();
            var unbilled = isRefund ? BillSql.AddUnbilledRefundsTo(batch, bill, after, SliceLines) : BillSql.AddUnbilledPaymentsTo(batch, bill, after, SliceLines);
            await batch.SendAsync(ct);
            if (unbilled.Rows.Count == 0)
                return report;
            var now = clock.GetUtcNow();
            BillSql.AddDifferencesTo(batch, bill, [.. unbilled.Rows.Select(row => Unbilled(bill, row, isRefund, now))]);
            await batch.SendAndCommitAsync(ct);
            report = report with { OursOnly = report.OursOnly + unbilled.Rows.Count };
            after = unbilled.Rows[^1].Id;
        }
    }

    private async Task RecordAsync(Actor actor, BillRecord bill, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        work.Db.Add(bill);
        await audit.AddAsync(work, actor, new AuditEntry("bill.compared", bill.FileName) { Shop = bill.ShopId, SubjectId = bill.ChannelId.Value, After = new Facts(bill.Format, bill.Sha256, bill.Payments, bill.Refunds) }, ct);
        await work.CommitAsync(ct);
    }

    private async Task EndAsync(BillRecord bill, BillReport report, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var now = clock.GetUtcNow();
        var batch = work.NewBatch();
        BillSql.AddVanishTo(batch, bill.ChannelId, now);
        await batch.SendAsync(ct);
        await work.Db.Set<BillRecord>().Where(b => b.Id == bill.Id).ExecuteUpdateAsync(
            set => set.SetProperty(b => b.EndedAt, now).SetProperty(b => b.Matched, report.Matched).SetProperty(b => b.Differences, report.Differences), ct);
        await work.CommitAsync(ct);
    }

    private BillRecord NewBill(BillRequest request, ChannelConfig channel, BillSurvey survey) => new()
    {
        Id = ids.NextGuid(),
        ShopId = channel.ShopId,
        ChannelId = channel.Id,
        Format = request.Format,
        FileName = request.FileName,
        Sha256 = survey.Sha256,
        FromAt = survey.Days.From.ToUniversalTime(),
        ToAt = survey.Days.To.ToUniversalTime(),
        ReadBy = request.Actor.Name,
        ReadAt = clock.GetUtcNow(),
        Payments = survey.Payments,
        Refunds = survey.Refunds,
    };

    private DifferenceRow NewDifference(BillRecord bill, DifferenceKind kind, (BillLine Line, OurRecord? Ours) of, DateTimeOffset now) => new()
    {
        Id = ids.NextGuid(),
        Kind = kind,
        IsRefund = of.Line.IsRefund,
        Reference = of.Ours?.Number ?? of.Line.Reference,
        OrderNo = of.Line.OrderNo,
        PaymentId = of.Ours?.Payment,
        RefundId = of.Ours?.Refund,
        Currency = of.Line.Amount.Currency.Code,
        // What came in another currency is no amount of this one.
        OursMinor = of.Ours?.Amount is { } ours && ours.Currency == of.Line.Amount.Currency ? ours.AmountMinor : null,
        TheirsMinor = of.Line.Amount.AmountMinor,
        OurFeeMinor = of.Ours?.FeeMinor,
        TheirFeeMinor = of.Line.FeeMinor,
        MovedAt = (of.Line.At ?? bill.FromAt).ToUniversalTime(),
        FoundAt = now,
    };

    private DifferenceRow Unbilled(BillRecord bill, UnbilledRow row, bool isRefund, DateTimeOffset now) => new()
    {
        Id = ids.NextGuid(),
        Kind = DifferenceKind.OursOnly,
        IsRefund = isRefund,
        Reference = row.Reference,
        OrderNo = row.OrderNo,
        PaymentId = isRefund ? null : PaymentId.From(row.Id),
        RefundId = isRefund ? RefundId.From(row.Id) : null,
        Currency = row.Amount.Currency.Code,
        OursMinor = row.Amount.AmountMinor,
        MovedAt = row.At,
        FoundAt = now,
    };

    private sealed record Facts(string Format, string Sha256, int Payments, int Refunds);
}
