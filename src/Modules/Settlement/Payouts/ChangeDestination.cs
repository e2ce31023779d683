using Diner.Accounts.Letters;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Settings;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Destinations;
using Diner.Ledger.Payouts;

namespace Diner.Settlement.Payouts;

/// <summary>
/// Changes the account a shop is paid out to. Every owner has a letter; until the cool-down is over nothing is paid out, to the old account
/// or the new, and an owner may take the change back. Whoever calls this has proved a second factor just now.
/// </summary>
public sealed class ChangeDestination(Database database, KeepDestinations destinations, SettingsBook settings, NotifyOwners notify, AuditTrail audit)
{
    /// <summary>The account as people see it; <see cref="ProblemCode.InvalidRequest"/> with the field.</summary>
    public async Task<Result<DestinationView>> RunAsync(Actor actor, ShopView shop, PayoutDestination typed, CancellationToken ct)
    {
        var destination = typed.Tidy();
        if (destination.Check() is { } problem)
            return problem;
        if (destination.Kind == DestinationKind.Alipay && shop.Currency != CurrencyCode.Cny)
            return new Problem(ProblemCode.InvalidRequest, "Alipay pays out yuan. Enter a bank account.", "kind");
        var coolDown = TimeSpan.FromHours((await settings.CurrentAsync(ct)).PayoutCoolDownHours);
        var sealedOne = await destinations.SealAsync(destination, ct);
        await using var work = await database.BeginAsync(ct);
        await LockPayouts.RunAsync(work, shop.Id, ct);
        var set = await destinations.AddAsync(work, shop.Id, sealedOne, (actor.Name, coolDown), ct);
        await notify.RunAsync(work, new OwnerNews(shop.Merchant, StaffLetterKind.PayoutAccountChanged, $"/console/{shop.Slug}/payouts", actor.Name), ct);
        await audit.AddAsync(work, actor, Entry("payout.account_set", shop, set) with { After = new Facts(set.Masked, set.ValidFrom) }, ct);
        await work.CommitAsync(CancellationToken.None);
        return set;
    }

    /// <summary>Takes the change back that waits: the account before it stands. <see cref="ProblemCode.WrongState"/> when none waits.</summary>
    public async Task<Problem?> CancelAsync(Actor actor, ShopView shop, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await LockPayouts.RunAsync(work, shop.Id, ct);
        if (await destinations.CancelAsync(work, shop.Id, ct) is not { } cancelled)
            return new Problem(ProblemCode.WrongState, "No change of the account waits any more.");
        await audit.AddAsync(work, actor, Entry("payout.account_cancelled", shop, cancelled), ct);
        await work.CommitAsync(CancellationToken.None);
        return null;
    }

    private static AuditEntry Entry(string action, ShopView shop, DestinationView destination) => new(action, destination.Masked) { Shop = shop.Id, SubjectId = destination.Id };

    private sealed record Facts(string Account, DateTimeOffset ValidFrom);
}
