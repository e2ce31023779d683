using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Coins;
using Diner.Payments.Forms;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Channels;

/// <summary>Adds channels, changes them, switches them off and on. A channel is never deleted: its payments name it, and late notifications still arrive.</summary>
public sealed class EditChannels
{
    private const int NameLengthMax = 60;

    private static readonly Problem NotThere = new(ProblemCode.NotFound, "There is no such channel in this shop.");

    private static readonly Problem LawNotKnown = new(
        ProblemCode.InvalidRequest, "Taking virtual currency is off for shops in mainland China, where it may break the law (反电信网络诈骗法, art. 25). Say that you know this, or choose another way to be paid.", "acknowledged");

    private readonly Database _database;
    private readonly ChannelBooks _books;
    private readonly AuditTrail _audit;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal EditChannels(Database database, ChannelBooks books, AuditTrail audit, IdSource ids, TimeProvider clock) =>
        (_database, _books, _audit, _ids, _clock) = (database, books, audit, ids, clock);

    /// <summary>
    /// Whether a person must first say to know the law: a channel paid in virtual currency, in a shop that trades in mainland China.
    /// The audit trail says who did.
    /// </summary>
    public bool MustAcknowledge(NewChannel channel) =>
        ProviderForms.Find(channel.Type) is { PaysInCoins: true } && MainlandChina.Contains(channel.Currency, channel.TimeZone);

    /// <summary>
    /// Adds an enabled channel. <see cref="ProblemCode.InvalidRequest"/> for an unknown type, a name that is empty or over 60 characters,
    /// a type that cannot take the shop's currency, settings its type refuses, or an acknowledgement that is missing.
    /// </summary>
    public async Task<Result<ChannelId>> AddAsync(Actor actor, NewChannel channel, CancellationToken ct)
    {
        if (Check(channel) is { } problem)
            return problem;
        var row = new ChannelRow
        {
            Id = _ids.Next<ChannelId>(),
            ShopId = channel.ShopId,
            Type = channel.Type,
            Name = channel.Name.Trim(),
            Settings = [],
            CreatedAt = _clock.GetUtcNow(),
        };
        row.Settings = await _books.Settings.SealAsync(row.Id, channel.Settings, ct);
        await using var work = await _database.BeginAsync(ct);
        work.Db.Add(row);
        if (MustAcknowledge(channel))
            await _audit.AddAsync(work, actor, Entry("channel.law_acknowledged", row) with { After = new { row.Type, Currency = channel.Currency.Code, channel.TimeZone } }, ct);
        await CommitAsync(work, actor, Entry("channel.added", row) with { After = Facts(row) }, row, ct);
        return row.Id;
    }

    /// <summary>
    /// Changes name and settings; <see cref="ProblemCode.NotFound"/> for another shop's channel, <see cref="ProblemCode.InvalidRequest"/> as when it is added.
    /// The trail says that settings were changed, never to what.
    /// </summary>
    public async Task<Problem?> ChangeAsync(Actor actor, ChannelId id, NewChannel channel, CancellationToken ct)
    {
        await using var work = await _database.BeginAsync(ct);
        if (await FindAsync(work, id, channel.ShopId, ct) is not { } row || row.Type != channel.Type)
            return NotThere;
        if (Check(channel) is { } problem)
            return problem;
        var before = Facts(row);
        row.Name = channel.Name.Trim();
        row.Settings = await _books.Settings.SealAsync(id, channel.Settings, ct);
        await CommitAsync(work, actor, Entry("channel.changed", row) with { Before = before, After = Facts(row) }, row, ct);
        return null;
    }

    /// <summary>
    /// Off: takes no new orders from now on; notifications are still read. False when there is no such channel, in this shop when one is named.
    /// </summary>
    public async Task<bool> SwitchAsync(Actor actor, ChannelId id, ShopId? shop, bool isEnabled, CancellationToken ct)
    {
        await using var work = await _database.BeginAsync(ct);
        if (await FindAsync(work, id, shop, ct) is not { } row)
            return false;
        var before = Facts(row);
        row.IsEnabled = isEnabled;
        await CommitAsync(work, actor, Entry(isEnabled ? "channel.enabled" : "channel.disabled", row) with { Before = before, After = Facts(row) }, row, ct);
        return true;
    }

    private static AuditEntry Entry(string action, ChannelRow row) => new(action, row.Name) { Shop = row.ShopId, SubjectId = row.Id.Value };

    private static object Facts(ChannelRow row) => new { row.Type, row.Name, row.IsEnabled };

    private static Task<ChannelRow?> FindAsync(UnitOfWork work, ChannelId id, ShopId? shop, CancellationToken ct) =>
        work.Db.Set<ChannelRow>().SingleOrDefaultAsync(row => row.Id == id && (shop == null || row.ShopId == shop), ct);

    private Problem? Check(NewChannel channel)
    {
        if (_books.Channels.SpeakerOf(channel.Type) is not { } speaker)
            return new Problem(ProblemCode.InvalidRequest, $"There is no channel type '{channel.Type}'.", "type");
        if (string.IsNullOrWhiteSpace(channel.Name) || channel.Name.Length > NameLengthMax)
            return new Problem(ProblemCode.InvalidRequest, $"A channel's name has 1 to {NameLengthMax} characters.", "name");
        if (!speaker.Takes(channel.Currency))
            return new Problem(ProblemCode.InvalidRequest, $"Channels of the type '{channel.Type}' cannot take {channel.Currency}, the currency of this shop.", "currency");
        if (MustAcknowledge(channel) && !channel.IsAcknowledged)
            return LawNotKnown;
        return speaker.Refuse(channel.Settings);
    }

    private async Task CommitAsync(UnitOfWork work, Actor actor, AuditEntry entry, ChannelRow row, CancellationToken ct)
    {
        await _audit.AddAsync(work, actor, entry, ct);
        await work.CommitAsync(ct);
        _books.Channels.Forget(row.Id, row.ShopId);
    }
}

/// <summary>Where channels and their settings are kept.</summary>
internal sealed record ChannelBooks(Channels Channels, SealedSettings Settings);
