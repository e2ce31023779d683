using Diner.Data.Audit;
using Diner.Kernel;

namespace Diner.Data.LongWork;

/// <summary>A piece of long work.</summary>
internal sealed class WorkRow
{
    public WorkId Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>What it is about, for a reader: a file's name, a variant's code.</summary>
    public required string Title { get; init; }

    /// <summary>JSON.</summary>
    public required string Arguments { get; init; }

    /// <summary>Who has this permission sees it, besides who started it.</summary>
    public required string Permission { get; init; }

    /// <summary>Its output asks for a fresh second factor.</summary>
    public bool IsSecret { get; init; }

    public MerchantId? MerchantId { get; init; }

    public ShopId? ShopId { get; init; }

    public ActorKind ActorKind { get; init; }

    public Guid? ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string Address { get; init; }

    public FileId? InputFileId { get; init; }

    public FileId? OutputFileId { get; set; }

    public WorkState State { get; set; }

    public long Done { get; set; }

    /// <summary>0 while it is not known.</summary>
    public long Total { get; set; }

    public string Message { get; set; } = "";

    /// <summary>JSON, once done.</summary>
    public string? Result { get; set; }

    /// <summary>A problem's code on the wire, or one of <see cref="WorkFailures"/>.</summary>
    public string? FailureCode { get; set; }

    public string? FailureDetail { get; set; }

    /// <summary>A problem's reason.</summary>
    public string? FailureReason { get; set; }

    /// <summary>What its sentence names, a JSON array.</summary>
    public string? FailureValues { get; set; }

    public int Attempts { get; set; }

    /// <summary>Names one claim: whoever comes back with an older one has lost it.</summary>
    public Guid? LeaseId { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public DateTimeOffset? CancelAskedAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public Actor Actor => new(ActorKind, ActorId, ActorName, Address);
}

/// <summary>Reasons that are not a problem of the request.</summary>
internal static class WorkFailures
{
    /// <summary>An exception, each time.</summary>
    public const string Broken = "broken";

    public const string BrokenDetail = "It went wrong each time it was tried. Nothing was changed by halves. Start it again later; if it fails again, ask the operator.";

    /// <summary>The node that ran it died, each time.</summary>
    public const string Vanished = "vanished";

    public const string VanishedDetail = "The server that ran it stopped each time before it was done. Start it again, perhaps in smaller pieces.";
}
