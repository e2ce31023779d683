using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Delivery.Mail;

/// <summary>A message that was given up.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="SubjectId">The order, or the look-up code, it is about.</param>
/// <param name="Template">Which mail.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="LastError">Why it failed last.</param>
/// <param name="GivenUpAt">When it was given up.</param>
public sealed record DeadLetter(Guid MessageId, Guid SubjectId, string Template, int Attempts, string LastError, DateTimeOffset GivenUpAt)
{
    /// <summary>The shop it is from.</summary>
    public ShopId Shop { get; init; }
}

/// <summary>Messages that were given up, for <c>diner doctor</c>.</summary>
public sealed class DeadLetters(Database database)
{
    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<OutgoingMessage>().CountAsync(m => m.State == MessageState.Dead, ct);
    }

    /// <summary>The newest of them.</summary>
    public Task<IReadOnlyList<DeadLetter>> ListAsync(int max, CancellationToken ct) => ListAsync(DateTimeOffset.MaxValue, max, ct);

    /// <summary>The newest of those given up before a time.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(DateTimeOffset before, int max, CancellationToken ct)
    {
        await using var db = database.Read();
        var dead = await db.Set<OutgoingMessage>().Where(m => m.State == MessageState.Dead && m.EndedAt < before).OrderByDescending(m => m.EndedAt).Take(max).ToListAsync(ct);
        return [.. dead.Select(m => new DeadLetter(m.Id, m.SubjectId, m.Template.ToString(), m.Attempts, m.LastError ?? "", m.EndedAt ?? m.CreatedAt) { Shop = m.ShopId })];
    }
}
