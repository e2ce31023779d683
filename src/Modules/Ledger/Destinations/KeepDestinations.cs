using System.Text.Json;
using Diner.Data.Secrets;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.Destinations;

/// <summary>An account that money goes to, as people see it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Kind">Which kind of account.</param>
/// <param name="Masked">Enough of it to know it by.</param>
/// <param name="SetBy">Who entered it.</param>
/// <param name="SetAt">When.</param>
/// <param name="ValidFrom">From when on pay-outs go to it.</param>
public sealed record DestinationView(Guid Id, DestinationKind Kind, string Masked, string SetBy, DateTimeOffset SetAt, DateTimeOffset ValidFrom);

/// <summary>Where a shop's money goes now, and where it will go.</summary>
/// <param name="Valid">Now; null while there is none.</param>
/// <param name="Coming">After its cool-down, in which nothing goes; null when no change waits.</param>
public sealed record ShopDestinations(DestinationView? Valid, DestinationView? Coming);

/// <summary>An account that was sealed and is yet to be entered.</summary>
/// <param name="Id">Its id, to which it is sealed.</param>
/// <param name="Kind">Which kind of account.</param>
/// <param name="Masked">What people are shown.</param>
/// <param name="Details">The account, sealed.</param>
public sealed record SealedDestination(Guid Id, DestinationKind Kind, string Masked, byte[] Details);

/// <summary>Keeps the accounts that pay-outs go to. None is ever changed: another one takes its place, and those of the past stay for the record.</summary>
public sealed class KeepDestinations(Database database, KeyRing keys, IdSource ids, TimeProvider clock)
{
    private const string SecretName = "ledger/destinations";

    /// <summary>Where the shop's money goes.</summary>
    public async Task<ShopDestinations> OfAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = database.Read();
        return await OfAsync(db, shop, ct);
    }

    /// <summary>Seals an account, before the transaction: the key may have to be made first.</summary>
    public async Task<SealedDestination> SealAsync(PayoutDestination destination, CancellationToken ct)
    {
        Invariant.Require(destination.Check() is null);
        var id = ids.NextGuid();
        using var cipher = Sealed.Cipher(await keys.GetAsync(SecretName, ct));
        return new SealedDestination(id, destination.Kind, destination.Masked(), Sealed.Seal(cipher, JsonSerializer.SerializeToUtf8Bytes(destination), Place(id)));
    }

    /// <summary>Enters another account in the caller's transaction, valid after a while; a change that still waits is taken back by it.</summary>
    public async Task<DestinationView> AddAsync(UnitOfWork work, ShopId shop, SealedDestination destination, (string By, TimeSpan CoolDown) entry, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var waiting in await Waiting(work.Db, shop, now).ToListAsync(ct))
            waiting.CancelledAt = now;
        var row = new DestinationRow
        {
            Id = destination.Id,
            ShopId = shop,
            Kind = destination.Kind,
            Details = destination.Details,
            Masked = destination.Masked,
            SetBy = entry.By,
            SetAt = now,
            ValidFrom = now + entry.CoolDown,
        };
        work.Db.Add(row);
        return View(row);
    }

    /// <summary>Takes back the change that waits, in the caller's transaction; what it was, or null when none waits.</summary>
    public async Task<DestinationView?> CancelAsync(UnitOfWork work, ShopId shop, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await Waiting(work.Db, shop, now).SingleOrDefaultAsync(ct) is not { } row)
            return null;
        row.CancelledAt = now;
        return View(row);
    }

    /// <summary>The accounts themselves, for the bank's file or the provider.</summary>
    public async Task<IReadOnlyDictionary<Guid, PayoutDestination>> OpenAsync(IReadOnlyCollection<Guid> wanted, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await db.Set<DestinationRow>().Where(r => wanted.Contains(r.Id)).ToListAsync(ct);
        using var cipher = Sealed.Cipher(await keys.GetAsync(SecretName, ct));
        return rows.ToDictionary(row => row.Id, row => JsonSerializer.Deserialize<PayoutDestination>(Sealed.Open(cipher, row.Details, Place(row.Id)))!);
    }

    /// <summary>Where the shop's money goes, as the caller's transaction sees it.</summary>
    public Task<ShopDestinations> OfAsync(UnitOfWork work, ShopId shop, CancellationToken ct) => OfAsync(work.Db, shop, ct);

    private async Task<ShopDestinations> OfAsync(DinerDb db, ShopId shop, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var standing = db.Set<DestinationRow>().Where(r => r.ShopId == shop && r.CancelledAt == null);
        var valid = await standing.Where(r => r.ValidFrom <= now).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct);
        var coming = await Waiting(db, shop, now).SingleOrDefaultAsync(ct);
        return new ShopDestinations(valid is null ? null : View(valid), coming is null ? null : View(coming));
    }

    private static IQueryable<DestinationRow> Waiting(DinerDb db, ShopId shop, DateTimeOffset now) =>
        db.Set<DestinationRow>().Where(r => r.ShopId == shop && r.CancelledAt == null && r.ValidFrom > now);

    private static DestinationView View(DestinationRow row) => new(row.Id, row.Kind, row.Masked, row.SetBy, row.SetAt, row.ValidFrom);

    private static byte[] Place(Guid id) => id.ToByteArray(bigEndian: true);
}
