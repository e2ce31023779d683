using Diner.Kernel;

namespace Diner.Ordering.Orders;

/// <summary>
/// A stretch of time as a range of order ids: ids are UUIDv7, so an index that ends with the id is one by time too. The range is a minute
/// wider on both sides, since an id is made a moment after its order's time; who uses it still compares <c>created_at</c>.
/// </summary>
internal static class OrderTimes
{
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);
    private static readonly Guid Last = new("ffffffff-ffff-ffff-ffff-ffffffffffff");

    /// <summary>No order of that time or later has a smaller id; the smallest id of all without a time.</summary>
    public static Guid FirstId(DateTimeOffset? from) => from is { } time ? IdSource.FirstAt(time - Slack) : Guid.Empty;

    /// <summary>No order before that time has this id or a greater one; the greatest id of all without a time.</summary>
    public static Guid EndId(DateTimeOffset? until) => until is { } time ? IdSource.FirstAt(time + Slack) : Last;
}
