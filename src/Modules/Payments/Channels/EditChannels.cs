using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Channels;

/// <summary>Adds channels and switches them off. A channel is never deleted: its payments name it, and late notifications still arrive.</summary>
public sealed class EditChannels
{
    private const int NameLengthMax = 60;

    private readonly Database _database;
    private readonly SealedSettings _settings;
    private readonly Channels _channels;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal EditChannels(Database database, SealedSettings settings, Channels channels, IdSource ids, TimeProvider clock) =>
        (_database, _settings, _channels, _ids, _clock) = (database, settings, channels, ids, clock);

    /// <summary>
    /// Adds an enabled channel. <see cref="ProblemCode.InvalidRequest"/> for an unknown type, a name that is empty or over 60 characters,
    /// or settings its type refuses.
    /// </summary>
    public async Task<Result<ChannelId>> AddAsync(NewChannel channel, CancellationToken ct)
    {
        if (_channels.SpeakerOf(channel.Type) is not { } speaker)
            return new Problem(ProblemCode.InvalidRequest, $"There is no channel type '{channel.Type}'.", "type");
        if (string.IsNullOrWhiteSpace(channel.Name) || channel.Name.Length > NameLengthMax)
            return new Problem(ProblemCode.InvalidRequest, $"A channel's name has 1 to {NameLengthMax} characters.", "name");
        if (speaker.Refuse(channel.Settings) is { } refusal)
            return refusal;
        var id = _ids.Next<ChannelId>();
        var row = new ChannelRow
        {
            Id = id,
            ShopId = channel.ShopId,
            Type = channel.Type,
            Name = channel.Name.Trim(),
            Settings = await _settings.SealAsync(id, channel.Settings, ct),
            CreatedAt = _clock.GetUtcNow(),
        };
        await _database.WriteAsync(work => Task.FromResult(work.Db.Add(row)), ct);
        _channels.Forget(id, channel.ShopId);
        return id;
    }

    /// <summary>Takes no new orders from now on; notifications are still read. False when there is no such channel.</summary>
    public async Task<bool> DisableAsync(ChannelId id, CancellationToken ct)
    {
        var row = await _database.WriteAsync(work => DisableAsync(work, id, ct), ct);
        if (row is null)
            return false;
        _channels.Forget(id, row.ShopId);
        return true;
    }

    private static async Task<ChannelRow?> DisableAsync(UnitOfWork work, ChannelId id, CancellationToken ct)
    {
        var row = await work.Db.Set<ChannelRow>().SingleOrDefaultAsync(channel => channel.Id == id, ct);
        if (row is not null)
            row.IsEnabled = false;
        return row;
    }
}
