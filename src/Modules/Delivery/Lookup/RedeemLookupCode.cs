using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Buyers;

namespace Diner.Delivery.Lookup;

/// <summary>Takes a mailed code for a ticket to the contact's orders.</summary>
public sealed class RedeemLookupCode
{
    // The try is counted before the code is looked at, so that tries at once are counted one by one.
    private static readonly SqlText TakeTry =
        """
        update delivery_lookup_codes
        set tries_left = tries_left - 1
        where shop_id = $1 and contact_hash = $2 and tries_left > 0 and expires_at > $3
        returning id
        """;

    private static readonly SqlText Spend = "delete from delivery_lookup_codes where shop_id = $1 and contact_hash = $2 and id = $3";

    private readonly Database _database;
    private readonly BuyerHashes _buyers;
    private readonly LookupCodes _codes;
    private readonly LookupTickets _tickets;
    private readonly TimeProvider _clock;

    internal RedeemLookupCode(Database database, BuyerHashes buyers, LookupCodes codes, LookupTickets tickets, TimeProvider clock) =>
        (_database, _buyers, _codes, _tickets, _clock) = (database, buyers, codes, tickets, clock);

    /// <summary>
    /// A ticket for <see cref="LookupTickets"/>. <see cref="ProblemCode.UnknownOrder"/> alike for a wrong code, one too old, tried too often,
    /// used before, or never sent.
    /// </summary>
    public async Task<Result<string>> RunAsync(ShopId shopId, EmailAddress contact, string code, CancellationToken ct)
    {
        var hash = await _buyers.ContactAsync(contact.Value, ct);
        var id = await TakeTryAsync(shopId, hash, ct);

        // Between the two steps, not inside one: the key ring may have to write a secret of its own. Who spends the code first has it.
        var isRight = await _codes.IsRightAsync(id ?? Guid.Empty, code, ct) && id is not null;
        return isRight && await _database.WriteAsync(work => work.RunAsync(Spend, ct, shopId.Value, hash, id), ct) == 1
            ? await _tickets.ForAsync(shopId, hash, ct)
            : new Problem(ProblemCode.UnknownOrder, "The code is wrong, or no longer valid. Ask for a new one.", "code");
    }

    private Task<Guid?> TakeTryAsync(ShopId shopId, byte[] contactHash, CancellationToken ct) => _database.WriteAsync(
        async work =>
        {
            var batch = work.NewBatch();
            var tried = batch.Read(TakeTry, row => row.Guid(0), shopId.Value, contactHash, _clock.GetUtcNow());
            await batch.SendAsync(ct);
            return tried.Rows.Count == 1 ? tried.Rows[0] : (Guid?)null;
        },
        ct);
}
