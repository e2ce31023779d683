using Diner.Kernel;

namespace Diner.Data.Events;

/// <summary>
/// Something that happened, told upward: the record stands in the publisher's <c>Events.cs</c>, its row is written in the publisher's
/// transaction, followers read it later, at least once and in order. It never holds a key or a secret.
/// </summary>
public interface IEvent
{
    /// <summary>Dot-delimited, past tense, never renamed: <c>order.delivered</c>.</summary>
    static abstract string Kind { get; }

    /// <summary>The shop it happened in.</summary>
    ShopId ShopId { get; }

    /// <summary>The thing it happened to.</summary>
    Guid SubjectId { get; }
}
