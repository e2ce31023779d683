using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Destinations;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.Payouts;

/// <summary>A pay-out as people see it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Shop">Whose.</param>
/// <param name="Amount">How much.</param>
/// <param name="State">Where it stands.</param>
/// <param name="To">Where it goes, masked.</param>
public sealed record PayoutView(PayoutId Id, ShopId Shop, Money Amount, PayoutState State, string To)
{
    /// <summary>Which kind of account that is.</summary>
    public DestinationKind Kind { get; init; }

    /// <summary>Who asked for it.</summary>
    public string RequestedBy { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>How many people have to approve it.</summary>
    public int ApprovalsNeeded { get; init; }

    /// <summary>Who has approved it.</summary>
    public IReadOnlyList<string> ApprovedBy { get; init; } = [];

    /// <summary>With which batch it goes or went; null before.</summary>
    public Guid? Batch { get; init; }

    /// <summary>The bank's or provider's number of it, when it is known.</summary>
    public string? TransferNo { get; init; }

    /// <summary>Why it failed or was taken back.</summary>
    public string? Why { get; init; }

    /// <summary>When it was settled; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Its short number, as it stands in files and on statements.</summary>
    public string Number => PayoutNumbers.Short(Id);
}

/// <summary>Our numbers of pay-outs.</summary>
public static class PayoutNumbers
{
    private const int ShortDigits = 12;

    /// <summary>For providers: 32 hexadecimal digits, the pay-out's id.</summary>
    public static string Of(PayoutId id) => id.Value.ToString("N");

    /// <summary>For people and statements: a P and the last twelve of them.</summary>
    public static string Short(PayoutId id) => $"P{Of(id)[^ShortDigits..].ToUpperInvariant()}";
}

/// <summary>Reads pay-outs.</summary>
public sealed class ReadPayouts(Database database)
{
    private static readonly PayoutState[] Queue = [PayoutState.Requested, PayoutState.Approved, PayoutState.Exported, PayoutState.Sending, PayoutState.NeedsPerson];

    /// <summary>The pay-outs of a shop, or of all, before the one named, newest first.</summary>
    public Task<IReadOnlyList<PayoutView>> ListAsync(ShopId? shop, PayoutId? before, int take, CancellationToken ct) =>
        ReadAsync(rows => rows.Where(r => (shop == null || r.ShopId == shop) && (before == null || r.Id.CompareTo(before.Value) < 0)).OrderByDescending(r => r.Id).Take(take), ct);

    /// <summary>Those that wait for somebody, in every shop, oldest first.</summary>
    public Task<IReadOnlyList<PayoutView>> OpenAsync(int take, CancellationToken ct) =>
        ReadAsync(rows => rows.Where(r => Queue.Contains(r.State)).OrderBy(r => r.State).ThenBy(r => r.Id).Take(take), ct);

    /// <summary>Those of a batch, in the order of its file.</summary>
    public Task<IReadOnlyList<PayoutView>> OfBatchAsync(Guid batch, CancellationToken ct) => ReadAsync(rows => rows.Where(r => r.BatchId == batch).OrderBy(r => r.Id), ct);

    /// <summary>One; null when there is none.</summary>
    public async Task<PayoutView?> FindAsync(PayoutId id, CancellationToken ct) => (await ReadAsync(rows => rows.Where(r => r.Id == id), ct)).SingleOrDefault();

    private async Task<IReadOnlyList<PayoutView>> ReadAsync(Func<IQueryable<PayoutRow>, IQueryable<PayoutRow>> choose, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await choose(db.Set<PayoutRow>()).ToListAsync(ct);
        var ids = rows.Select(r => r.Id).ToList();
        var accounts = rows.Select(r => r.AccountId).Distinct().ToList();
        var approvals = (await db.Set<PayoutApprovalRow>().Where(a => ids.Contains(a.PayoutId)).OrderBy(a => a.At).ToListAsync(ct)).ToLookup(a => a.PayoutId, a => a.Name);
        var destinations = await db.Set<DestinationRow>().Where(d => accounts.Contains(d.Id)).Select(d => new { d.Id, d.Kind, d.Masked }).ToDictionaryAsync(d => d.Id, ct);
        return
        [
            .. rows.Select(r => new PayoutView(r.Id, r.ShopId, new Money(r.AmountMinor, CurrencyCode.Parse(r.Currency)), r.State, destinations[r.AccountId].Masked)
            {
                Kind = destinations[r.AccountId].Kind,
                RequestedBy = r.RequestedByName,
                At = r.RequestedAt,
                ApprovalsNeeded = r.ApprovalsNeeded,
                ApprovedBy = [.. approvals[r.Id]],
                Batch = r.BatchId,
                TransferNo = r.TransferNo,
                Why = r.Why,
                EndedAt = r.EndedAt,
            }),
        ];
    }
}
