using Diner.Kernel;

namespace Diner.Data.Audit;

/// <summary>One link of the audit chain. Written once, never changed.</summary>
internal sealed class AuditRow
{
    /// <summary>1, 2, 3 … without a gap: a missing row shows.</summary>
    public long Number { get; init; }

    public DateTimeOffset At { get; init; }

    public ActorKind ActorKind { get; init; }

    public Guid? ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string Address { get; init; }

    public required string Action { get; init; }

    public MerchantId? MerchantId { get; init; }

    public ShopId? ShopId { get; init; }

    public required string Subject { get; init; }

    public Guid? SubjectId { get; init; }

    /// <summary>JSON of the fields that changed, as they were; null when there was nothing before.</summary>
    public string? Before { get; init; }

    /// <summary>JSON of the fields that changed, as they are.</summary>
    public string? After { get; init; }

    public bool Succeeded { get; init; }

    public required string Why { get; init; }

    /// <summary>SHA-256 over the hash of the row before and everything above.</summary>
    public required byte[] Hash { get; set; }
}
