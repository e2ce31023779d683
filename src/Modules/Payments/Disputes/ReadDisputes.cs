using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Disputes;

/// <summary>A dispute as staff see it.</summary>
/// <param name="Id">The dispute.</param>
/// <param name="Shop">Whose payment is disputed.</param>
/// <param name="OrderNo">The order it names.</param>
/// <param name="Amount">How much.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Reason">The provider's own word for the reason.</param>
/// <param name="At">When we heard of it.</param>
public sealed record DisputeView(Guid Id, ShopId Shop, string OrderNo, Money Amount, DisputeStage Stage, string Reason, DateTimeOffset At)
{
    /// <summary>Through which channel.</summary>
    public ChannelId Channel { get; init; }

    /// <summary>The provider's number of it.</summary>
    public string ProviderDisputeId { get; init; } = "";

    /// <summary>Until when evidence may be handed in; null when it is not said.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>When it ended; null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>Reads disputes.</summary>
public sealed class ReadDisputes(Database database)
{
    /// <summary>Those of an order, oldest first.</summary>
    public Task<IReadOnlyList<DisputeView>> OfOrderAsync(OrderId order, CancellationToken ct) => ReadAsync(rows => rows.Where(r => r.OrderId == order).OrderBy(r => r.Id), int.MaxValue, ct);

    /// <summary>Those of a shop, or of all, newest first.</summary>
    public Task<IReadOnlyList<DisputeView>> ListAsync(ShopId? shop, int take, CancellationToken ct) =>
        ReadAsync(rows => rows.Where(r => shop == null || r.ShopId == shop).OrderByDescending(r => r.Id), take, ct);

    private async Task<IReadOnlyList<DisputeView>> ReadAsync(Func<IQueryable<DisputeRow>, IQueryable<DisputeRow>> choose, int take, CancellationToken ct)
    {
        await using var db = database.Read();
        return
        [
            .. (await choose(db.Set<DisputeRow>()).Take(take).ToListAsync(ct)).Select(r => new DisputeView(r.Id, r.ShopId, r.OrderNo, new Money(r.AmountMinor, CurrencyCode.Parse(r.Currency)), r.Stage, r.Reason, r.OpenedAt)
            {
                Channel = r.ChannelId,
                ProviderDisputeId = r.ProviderDisputeId,
                AnswerBy = r.AnswerBy,
                EndedAt = r.EndedAt,
            }),
        ];
    }
}
