using Diner.Data.Audit;
using Diner.Data.Settings;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Destinations;
using Diner.Ledger.Postings;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.Payouts;

/// <summary>Writes pay-outs and their postings down, in the transaction of a caller who has locked the shop's.</summary>
public sealed class WritePayouts(PostEntries post, IdSource ids, SettingsBook settings, TimeProvider clock)
{
    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A new pay-out: its money is set aside from now on. Whoever calls has seen that so much is available.</summary>
    public async Task<PayoutId> AddAsync(UnitOfWork work, Actor actor, ShopId shop, (Money Amount, DestinationView To) payout, CancellationToken ct)
    {
        var (amount, to) = payout;
        Invariant.Require(amount.AmountMinor > 0);
        var row = new PayoutRow
        {
            Id = ids.Next<PayoutId>(),
            ShopId = shop,
            AmountMinor = amount.AmountMinor,
            Currency = amount.Currency.Code,
            AccountId = to.Id,
            ApprovalsNeeded = PayoutRules.ApprovalsFor(amount, await settings.CurrentAsync(ct)),
            RequestedBy = PayoutPerson.Of(actor),
            RequestedByName = actor.Name,
            RequestedAt = Now,
        };
        work.Db.Add(row);
        await PostAsync(work, PayoutBooks.Prepared(row), ct);
        return row.Id;
    }

    /// <summary>When the shop is paid out next without anybody asking.</summary>
    public static async Task PlanAsync(UnitOfWork work, ShopId shop, DateTimeOffset? next, CancellationToken ct) =>
        (await work.Db.Set<PayoutTermsRow>().SingleAsync(row => row.ShopId == shop, ct)).NextAt = next;

    internal async Task EndAsync(UnitOfWork work, PayoutRow payout, PayoutState state, string why, CancellationToken ct)
    {
        Invariant.Require(payout.State.IsOpen() && state is PayoutState.Returned or PayoutState.Withdrawn);
        (payout.State, payout.Why, payout.EndedAt, payout.TryAt) = (state, why, Now, null);
        await PostAsync(work, PayoutBooks.Returned(payout), ct);
    }

    internal async Task SendAsync(UnitOfWork work, PayoutRow payout, ChannelId? channel, string? transferNo, CancellationToken ct)
    {
        Invariant.Require(payout.State.IsOpen());
        (payout.State, payout.TransferNo, payout.SentAt, payout.EndedAt, payout.TryAt) = (PayoutState.Sent, transferNo ?? payout.TransferNo, Now, Now, null);
        await PostAsync(work, PayoutBooks.Sent(payout, channel), ct);
    }

    internal async Task ComeBackAsync(UnitOfWork work, PayoutRow payout, ChannelId? channel, string why, CancellationToken ct)
    {
        Invariant.Require(payout.State == PayoutState.Sent);
        (payout.State, payout.Why, payout.EndedAt) = (PayoutState.Returned, why, Now);
        await PostAsync(work, PayoutBooks.CameBack(payout, channel), ct);
    }

    private Task PostAsync(UnitOfWork work, NewPosting posting, CancellationToken ct)
    {
        var batch = work.NewBatch();
        post.AddTo(batch, [posting]);
        return batch.SendAsync(ct);
    }
}
