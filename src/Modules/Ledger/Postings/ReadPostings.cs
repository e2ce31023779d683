using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.Postings;

/// <summary>A posting as a person reads it.</summary>
/// <param name="Id">The posting.</param>
/// <param name="Kind">Why it was made.</param>
/// <param name="PaymentId">The payment it moves, when there is one.</param>
/// <param name="SourceId">The refund, pay-out, dispute or difference it was made of; null for a sale.</param>
/// <param name="Currency">The currency of all its sides.</param>
/// <param name="At">When.</param>
/// <param name="Sides">What it debits and credits.</param>
public sealed record PostingView(PostingId Id, PostingKind Kind, PaymentId? PaymentId, Guid? SourceId, CurrencyCode Currency, DateTimeOffset At, IReadOnlyList<Side> Sides);

/// <summary>Reads postings.</summary>
public sealed class ReadPostings(Database database)
{
    /// <summary>All postings of an order, oldest first.</summary>
    public Task<IReadOnlyList<PostingView>> OfOrderAsync(OrderId order, CancellationToken ct) =>
        // Twice, because each half has an index of its own.
        ReadAsync(postings => postings.Where(p => p.OrderId == order && p.Kind == PostingKind.Sale).Concat(postings.Where(p => p.OrderId == order && p.Kind != PostingKind.Sale)), ct);

    /// <summary>All postings of a refund, pay-out, dispute, difference or unmatched payment, oldest first.</summary>
    public Task<IReadOnlyList<PostingView>> OfSourceAsync(Guid source, CancellationToken ct) => ReadAsync(postings => postings.Where(p => p.SourceId == source), ct);

    /// <summary>What was booked when a payment came: the sale, or money of no order; null when nothing was.</summary>
    public async Task<PostingView?> OfPaymentAsync(PaymentId payment, OrderId? order, CancellationToken ct) => (order is { } sold
        ? await ReadAsync(postings => postings.Where(p => p.OrderId == sold && p.Kind == PostingKind.Sale && p.PaymentId == payment), ct)
        : []).Concat(await ReadAsync(postings => postings.Where(p => p.SourceId == payment.Value && p.Kind == PostingKind.Unmatched), ct)).FirstOrDefault();

    private async Task<IReadOnlyList<PostingView>> ReadAsync(Func<IQueryable<Posting>, IQueryable<Posting>> choose, CancellationToken ct)
    {
        await using var db = database.Read();
        var postings = await choose(db.Set<Posting>()).ToListAsync(ct);
        var ids = postings.Select(p => p.Id).ToList();
        var entries = (await db.Set<Entry>().Where(e => ids.Contains(e.PostingId)).OrderBy(e => e.Line).ToListAsync(ct)).ToLookup(e => e.PostingId);
        return
        [
            .. postings.OrderBy(p => p.PostedAt).ThenBy(p => p.Id.Value).Select(p => new PostingView(
                p.Id, p.Kind, p.PaymentId, p.SourceId, CurrencyCode.Parse(p.Currency), p.PostedAt, [.. entries[p.Id].Select(e => new Side(e.Account, e.OwnerId, e.AmountMinor))])),
        ];
    }
}
