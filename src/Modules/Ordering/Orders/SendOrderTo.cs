using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Ordering.Orders;

/// <summary>Sends an unpaid order to another channel. Money that comes by one it was opened at before still settles it.</summary>
public sealed class SendOrderTo(Database database)
{
    private static readonly SqlText Update = "update ordering_orders set channel_id = $3 where id = $1 and channel_id = $2 and status = 0";

    /// <summary>False when the order is not pending any more, or somebody sent it elsewhere meanwhile.</summary>
    public async Task<bool> RunAsync(OrderId order, ChannelId from, ChannelId to, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var moved = await work.RunAsync(Update, ct, order.Value, from.Value, to.Value);
        await work.CommitAsync(ct);
        return moved == 1;
    }
}
