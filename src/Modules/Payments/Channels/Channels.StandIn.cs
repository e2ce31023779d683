using System.Text.Json;
using Diner.Data.Secrets;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Channels;

/// <summary>Stands in until the payments module's own registry is merged; delete this file then.</summary>
public sealed class Channels(Database database, KeyRing keys, IdSource ids, TimeProvider clock)
{
    /// <summary>The enabled channels of the shop, oldest first. Without their settings.</summary>
    public async Task<IReadOnlyList<ChannelConfig>> ForShopAsync(ShopId shopId, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await db.Set<ChannelRow>().Where(c => c.ShopId == shopId && c.IsEnabled).OrderBy(c => c.Id).ToListAsync(ct);
        return [.. rows.Select(c => new ChannelConfig(c.Id, c.ShopId, c.Type, c.Name, c.IsEnabled, new Dictionary<string, string>()))];
    }

    /// <summary>Adds a channel.</summary>
    public async Task<ChannelId> AddAsync(ShopId shopId, string type, string name, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var id = ids.Next<ChannelId>();
        using var cipher = Sealed.Cipher(await keys.GetAsync("payments/channels", ct));
        var stored = Sealed.Seal(cipher, JsonSerializer.SerializeToUtf8Bytes(settings), id.Value.ToByteArray());
        var row = new ChannelRow { Id = id, ShopId = shopId, Type = type, Name = name, Settings = stored, CreatedAt = clock.GetUtcNow() };
        await database.WriteAsync(work => Task.FromResult(work.Db.Add(row)), ct);
        return id;
    }
}
