using Diner.Data.Sql;
using Diner.Data.Storage;

namespace Diner.Delivery.Lookup;

/// <summary>What is limited.</summary>
public enum LookupAct
{
    /// <summary>A number with contact and password, or a code typed in.</summary>
    Try,

    /// <summary>A code to be mailed.</summary>
    MailCode,
}

/// <summary>Who looks up, and what for.</summary>
/// <param name="AddressHash">From <see cref="Diner.Ordering.Buyers.BuyerHashes.AddressAsync"/>.</param>
/// <param name="ContactHash">From <see cref="Diner.Ordering.Buyers.BuyerHashes.ContactAsync"/>.</param>
public sealed record LookupVisit(byte[] AddressHash, byte[] ContactHash);

/// <summary>So many turns in so long a time.</summary>
/// <param name="Id">Stored; never changed.</param>
/// <param name="Act">Of what.</param>
/// <param name="IsPerContact">Counted per contact; otherwise per network address.</param>
/// <param name="TurnsMax">How many.</param>
/// <param name="Length">In how long, from the first one.</param>
internal sealed record LookupLimit(short Id, LookupAct Act, bool IsPerContact, int TurnsMax, TimeSpan Length);

/// <summary>
/// How often orders may be looked up, per network address and per contact, counted over all nodes. Contacts are limited too, so that many
/// addresses together cannot guess at one buyer. All of it is off with DINER_LIMITS=off.
/// </summary>
public sealed class LookupLimits(DeliveryOptions options, Database database, TimeProvider clock)
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    private static readonly LookupLimit[] Limits =
    [
        new(1, LookupAct.Try, IsPerContact: false, 30, Short),
        new(2, LookupAct.Try, IsPerContact: true, 15, Short),
        new(3, LookupAct.MailCode, IsPerContact: false, 10, Short),
        new(4, LookupAct.MailCode, IsPerContact: true, 3, Short),
        new(5, LookupAct.MailCode, IsPerContact: true, 8, Long),
    ];

    // What this node alone has seen too often is refused here, without a query: whoever hammers at a limit costs next to nothing.
    private readonly Dictionary<LookupLimit, SlidingWindow> _here = Limits.ToDictionary(limit => limit, limit => new SlidingWindow(limit.TurnsMax, limit.Length, clock));

    /// <summary>Takes a turn, in one query; false when it was done too often, on whatever node, and the visitor waits ten minutes.</summary>
    public async Task<bool> AllowAsync(LookupAct act, LookupVisit visit, CancellationToken ct)
    {
        if (!MayAsk(act, visit))
            return false;
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var turn = AddTo(batch, act, visit);
        await batch.SendAndCommitAsync(ct);
        return turn.IsTaken;
    }

    /// <summary>False when this node alone has seen it too often. Call it before <see cref="AddTo"/>.</summary>
    internal bool MayAsk(LookupAct act, LookupVisit visit) =>
        !options.LimitsLookups || TurnsOf(act, visit).All(turn => _here[turn.Limit].TryTake(Convert.ToHexStringLower(turn.Subject)));

    /// <summary>Takes a turn in the caller's batch, whose commit makes it count.</summary>
    internal LookupTurn AddTo(SqlBatch batch, LookupAct act, LookupVisit visit)
    {
        List<(LookupLimit, byte[])> turns = options.LimitsLookups ? [.. TurnsOf(act, visit)] : [];
        return new LookupTurn(TakeTurns.AddTo(batch, turns, clock.GetUtcNow()), turns.Count);
    }

    private static IEnumerable<(LookupLimit Limit, byte[] Subject)> TurnsOf(LookupAct act, LookupVisit visit) =>
        Limits.Where(limit => limit.Act == act).Select(limit => (limit, limit.IsPerContact ? visit.ContactHash : visit.AddressHash));
}

/// <summary>A turn that travels with a batch.</summary>
internal sealed class LookupTurn(SqlRows<short> taken, int wanted)
{
    /// <summary>True when every limit had one. Known once the batch was sent.</summary>
    public bool IsTaken => taken.Rows.Count == wanted;
}
