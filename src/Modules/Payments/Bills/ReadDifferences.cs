using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Bills;

/// <summary>A bill as staff see it.</summary>
/// <param name="Id">Its record.</param>
/// <param name="Channel">Whose it is.</param>
/// <param name="FileName">What the file was called.</param>
/// <param name="Report">What was found when it was compared; the kinds of differences are not kept, only how many there were.</param>
/// <param name="ReadAt">When it was handed in.</param>
public sealed record BillView(Guid Id, ChannelId Channel, string FileName, BillReport Report, DateTimeOffset ReadAt)
{
    /// <summary>How many movements differed when it was compared.</summary>
    public int Differences { get; init; }

    /// <summary>Who handed it in.</summary>
    public string ReadBy { get; init; } = "";

    /// <summary>False while it is compared, and for ever when that broke off: hand it in again.</summary>
    public bool IsWhole { get; init; }
}

/// <summary>How many differences wait.</summary>
/// <param name="Differences">How many; at least one.</param>
/// <param name="Since">Since when the oldest.</param>
public sealed record DifferencesWaiting(int Differences, DateTimeOffset Since);

/// <summary>Reads bills and what differed.</summary>
public sealed class ReadDifferences(Database database)
{
    /// <summary>The newest bills of a shop, newest first.</summary>
    public async Task<IReadOnlyList<BillView>> BillsAsync(ShopId shop, int take, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await db.Set<BillRecord>().Where(b => b.ShopId == shop).OrderByDescending(b => b.Id).Take(take).ToListAsync(ct);
        return [.. rows.Select(View)];
    }

    /// <summary>Open differences of a shop, or of all, after the one named, oldest first.</summary>
    public async Task<IReadOnlyList<Difference>> OpenAsync(ShopId? shop, Guid? after, int take, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await Open(db, shop).Where(d => after == null || d.Id.CompareTo(after.Value) > 0).OrderBy(d => d.Id).Take(take).ToListAsync(ct);
        return [.. rows.Select(View)];
    }

    /// <summary>How many are open in a shop, or in all; null when none is.</summary>
    public async Task<DifferencesWaiting?> WaitingAsync(ShopId? shop, CancellationToken ct)
    {
        await using var db = database.Read();
        var oldest = await Open(db, shop).OrderBy(d => d.Id).Select(d => (DateTimeOffset?)d.FoundAt).FirstOrDefaultAsync(ct);
        return oldest is { } since ? new DifferencesWaiting(await Open(db, shop).CountAsync(ct), since) : null;
    }

    /// <summary>The difference of that id in that shop, open or not; null when there is none.</summary>
    public async Task<Difference?> FindAsync(ShopId shop, Guid id, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<DifferenceRow>().SingleOrDefaultAsync(d => d.Id == id && d.ShopId == shop, ct) is { } row ? View(row) : null;
    }

    private static IQueryable<DifferenceRow> Open(DinerDb db, ShopId? shop)
    {
        var open = db.Set<DifferenceRow>().Where(d => d.State == DifferenceState.Open);
        return shop is { } one ? open.Where(d => d.ShopId == one) : open;
    }

    private static BillView View(BillRecord row) => new(
        row.Id, row.ChannelId, row.FileName, new BillReport(row.Id, row.FromAt, row.ToAt) { Payments = row.Payments, Refunds = row.Refunds, Matched = row.Matched }, row.ReadAt)
    {
        Differences = row.Differences,
        ReadBy = row.ReadBy,
        IsWhole = row.EndedAt is not null,
    };

    private static Difference View(DifferenceRow row)
    {
        var currency = CurrencyCode.Parse(row.Currency);
        return new Difference(row.Id, row.ShopId, row.ChannelId, row.Kind, row.Reference)
        {
            IsRefund = row.IsRefund,
            OrderNo = row.OrderNo,
            Payment = row.PaymentId,
            Refund = row.RefundId,
            Ours = row.OursMinor is { } ours ? new Money(ours, currency) : null,
            Theirs = row.TheirsMinor is { } theirs ? new Money(theirs, currency) : null,
            OurFeeMinor = row.OurFeeMinor,
            TheirFeeMinor = row.TheirFeeMinor,
            MovedAt = row.MovedAt,
            FoundAt = row.FoundAt,
            Owner = row.Owner,
            State = row.State,
            End = row.EndedAt is { } at ? (at, row.EndedBy ?? "", row.How ?? "") : null,
        };
    }
}
