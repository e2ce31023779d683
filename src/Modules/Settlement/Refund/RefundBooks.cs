using Diner.Ledger.Postings;
using Diner.Settlement.Settle;

namespace Diner.Settlement.Refund;

/// <summary>Where what becomes of refunds is written, and by which clock.</summary>
public sealed class RefundBooks(PostEntries post, Announcer announcer, TimeProvider clock)
{
    internal PostEntries Post => post;

    internal Announcer Announcer => announcer;

    internal DateTimeOffset Now => clock.GetUtcNow();
}
