using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ordering.Staff;

/// <summary>A note as colleagues read it.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Who">By whom.</param>
/// <param name="Text">Plain text.</param>
public sealed record NoteView(DateTimeOffset At, string Who, string Text);

internal sealed class OrderNote
{
    public Guid Id { get; init; }

    public ShopId ShopId { get; init; }

    public OrderId OrderId { get; init; }

    public required string Who { get; init; }

    public required string Text { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>What colleagues tell each other about an order. The buyer sees none of it.</summary>
public sealed class OrderNotes(Database database, AuditTrail audit, IdSource ids, TimeProvider clock)
{
    /// <summary>Characters of the longest note.</summary>
    public const int LengthMax = 1_000;

    /// <summary>Adds a note. <see cref="ProblemCode.InvalidRequest"/> when it is empty; what is too long is cut.</summary>
    public async Task<Problem?> AddAsync(Actor actor, OrderView order, string text, CancellationToken ct)
    {
        var note = Cut(text);
        if (note.Length == 0)
            return new Problem(ProblemCode.InvalidRequest, "Write what your colleagues should know.", "text");
        await using var work = await database.BeginAsync(ct);
        work.Db.Add(new OrderNote { Id = ids.NextGuid(), ShopId = order.ShopId, OrderId = order.Id, Who = actor.Name, Text = note, At = clock.GetUtcNow() });
        await audit.AddAsync(work, actor, new OrderDeed("order.noted", order).ToEntry(), ct);
        await work.CommitAsync(ct);
        return null;
    }

    /// <summary>The order's notes, oldest first.</summary>
    public async Task<IReadOnlyList<NoteView>> OfOrderAsync(OrderId order, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<OrderNote>().Where(n => n.OrderId == order).OrderBy(n => n.Id).Select(n => new NoteView(n.At, n.Who, n.Text)).ToListAsync(ct);
    }

    // PostgreSQL stores no zero character; a half surrogate at the cut would not encode.
    internal static string Cut(string text)
    {
        var clean = text.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (clean.Length <= LengthMax)
            return clean;
        return clean[..(char.IsHighSurrogate(clean[LengthMax - 1]) ? LengthMax - 1 : LengthMax)];
    }
}
