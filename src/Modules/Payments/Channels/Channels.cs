using Diner.Data.Caching;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Health;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Channels;

/// <summary>
/// Finds configured channels. Answers are remembered for up to six seconds on each node, and forgotten at once in the process that
/// changes a channel, so that a notification costs no query.
/// </summary>
public sealed class Channels
{
    private readonly Database _database;
    private readonly SealedSettings _settings;
    private readonly Dictionary<string, IPaymentChannel> _types;
    private readonly ChannelTraces _traces;
    private readonly TimeProvider _clock;
    private readonly RecentValues<ChannelId, ChannelConfig> _byId;
    private readonly RecentValues<ShopId, IReadOnlyList<ChannelConfig>> _byShop;

    internal Channels(Database database, SealedSettings settings, IEnumerable<IPaymentChannel> types, ChannelTraces traces, TimeProvider clock)
    {
        (_database, _settings, _types) = (database, settings, types.ToDictionary(type => type.Type));
        (_traces, _clock) = (traces, clock);
        (_byId, _byShop) = (new(clock, ReadAsync), new(clock, ReadShopAsync));
    }

    /// <summary>The channel of that id, enabled or not; null when there is none.</summary>
    public ValueTask<ChannelConfig?> FindAsync(ChannelId id, CancellationToken ct) => _byId.GetAsync(id, ct);

    /// <summary>The enabled channels of a shop, oldest first, for checkout.</summary>
    public async ValueTask<IReadOnlyList<ChannelConfig>> ForShopAsync(ShopId shop, CancellationToken ct) => await _byShop.GetAsync(shop, ct) ?? [];

    /// <summary>Every channel, or those of one shop, oldest first, disabled ones too. Holds no secrets.</summary>
    public async Task<IReadOnlyList<ChannelView>> ListAsync(ShopId? shop, CancellationToken ct)
    {
        await using var db = _database.Read();
        var rows = db.Set<ChannelRow>().Where(row => shop == null || row.ShopId == shop);
        return await rows.OrderBy(row => row.Id)
            .Select(row => new ChannelView(row.Id, row.ShopId, row.Type, row.Name, row.IsEnabled, row.CreatedAt) { Terms = ChannelTerms.Read(row.Terms) }).ToListAsync(ct);
    }

    /// <summary>What speaks for a channel.</summary>
    /// <exception cref="InvariantException">This version knows no such type.</exception>
    public IPaymentChannel SpeakerOf(ChannelConfig channel) =>
        SpeakerOf(channel.Type) ?? throw new InvariantException($"channel {channel.Id.Value} is of the unknown type '{channel.Type}'");

    /// <summary>
    /// Asks a channel for the buyer's way to pay. <see cref="ProblemCode.ChannelUnavailable"/> when it is disabled, does not take the order's
    /// currency, or its provider does not answer.
    /// </summary>
    public async Task<Result<PayTarget>> CreatePaymentAsync(ChannelId id, PaymentRequest request, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { IsEnabled: true } channel)
            return new Problem(ProblemCode.ChannelUnavailable, "This way to pay is switched off. Choose another one.", "channel");
        var speaker = SpeakerOf(channel);
        if (!speaker.Takes(request.Amount.Currency))
            return new Problem(ProblemCode.ChannelUnavailable, $"This way to pay does not take {request.Amount.Currency}. Choose another one.", "channel");
        var begun = _clock.GetTimestamp();
        var target = await speaker.CreatePaymentAsync(channel, request, ct);
        _traces.Pulse.Asked(id, target.IsOk, _clock.GetElapsedTime(begun));
        if (target.IsOk && speaker is IQueryPayments)
            await _traces.Attempts.OpenAsync(channel, request, target.Value, ct);
        return target;
    }

    /// <summary>Whether channels of that type take that currency; false for an unknown type.</summary>
    public bool Takes(string type, CurrencyCode currency) => SpeakerOf(type)?.Takes(currency) ?? false;

    /// <summary>Whether channels of that type send money when they are asked to; false for an unknown type.</summary>
    public bool Transfers(string type) => SpeakerOf(type) is ITransferMoney;

    internal IPaymentChannel? SpeakerOf(string type) => _types.GetValueOrDefault(type);

    internal void Forget(ChannelId id, ShopId shop)
    {
        _byId.Forget(id);
        _byShop.Forget(shop);
    }

    private async Task<ChannelConfig?> ReadAsync(ChannelId id, CancellationToken ct)
    {
        await using var db = _database.Read();
        return await db.Set<ChannelRow>().SingleOrDefaultAsync(row => row.Id == id, ct) is { } found ? await OpenAsync(found, ct) : null;
    }

    private async Task<IReadOnlyList<ChannelConfig>?> ReadShopAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = _database.Read();
        var rows = await db.Set<ChannelRow>().Where(row => row.ShopId == shop && row.IsEnabled).OrderBy(row => row.Id).ToListAsync(ct);
        var channels = new List<ChannelConfig>(rows.Count);
        foreach (var row in rows)
            channels.Add(await OpenAsync(row, ct));
        return channels;
    }

    private async Task<ChannelConfig> OpenAsync(ChannelRow row, CancellationToken ct) =>
        new(row.Id, row.ShopId, row.Type, row.Name, row.IsEnabled, await _settings.OpenAsync(row.Id, row.Settings, ct)) { Terms = ChannelTerms.Read(row.Terms) };
}

/// <summary>What a payment that is opened leaves behind: how its channel did, and that it may be asked about.</summary>
internal sealed record ChannelTraces(ChannelPulse Pulse, Attempts.Attempts Attempts);
