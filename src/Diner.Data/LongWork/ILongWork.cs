using Diner.Kernel;

namespace Diner.Data.LongWork;

/// <summary>
/// A kind of long work, registered by its module as a singleton of this interface. It runs on one node at a time, and again from its start
/// when that node dies: so it writes everything in one transaction that begins with <see cref="WorkRun.HoldAsync"/>, or what it writes
/// twice is as if written once.
/// </summary>
public interface ILongWork
{
    /// <summary>Its name, stored with each piece: <c>keys.import</c>. The page of jobs calls it by <c>Kind_keys.import</c> of <c>WorkText</c>.</summary>
    string Kind { get; }

    /// <summary>Does it. An expected refusal is an end; an exception means "again a little later", three times in all.</summary>
    /// <param name="run">What is to be done, and whom to tell.</param>
    /// <param name="ct">Asks to stop: a person stopped it, the node stops, or another node has taken over. Let the exception out.</param>
    Task<WorkEnd> RunAsync(WorkRun run, CancellationToken ct);
}

/// <summary>How long work ended.</summary>
/// <param name="Result">A record of what came of it, or null. It is stored as JSON and shown to people: no secrets.</param>
/// <param name="Problem">Why it was not done, or null.</param>
public sealed record WorkEnd(object? Result, Problem? Problem)
{
    /// <summary>It is done.</summary>
    public static WorkEnd Done(object result) => new(result, null);

    /// <summary>It is refused, for good.</summary>
    public static WorkEnd Refused(Problem problem) => new(null, problem);
}
