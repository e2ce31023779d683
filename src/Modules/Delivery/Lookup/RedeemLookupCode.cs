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

    private static readonly SqlText Spend = "delete from delivery_lookup_codes where shop_id = $1 and contact_hash = $2";

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
        await using var work = await _database.BeginAsync(ct);
        var batch = work.NewBatch();
        var tried = batch.Read(TakeTry, row => row.Guid(0), shopId.Value, hash, _clock.GetUtcNow());
        await batch.SendAsync(ct);
        var isRight = await _codes.IsRightAsync(tried.Rows.FirstOrDefault(), code, ct) && tried.Rows.Count == 1;
        if (isRight)
            await work.RunAsync(Spend, ct, shopId.Value, hash);
        await work.CommitAsync(ct);
        return isRight
            ? await _tickets.ForAsync(shopId, hash, ct)
            : new Problem(ProblemCode.UnknownOrder, "The code is wrong, or no longer valid. Ask for a new one.", "code");
    }
}
