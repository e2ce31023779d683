using Diner.Data.Audit;

namespace Diner.Ledger.Payouts;

/// <summary>Tells people apart, however they came in: two approvals are two people, and neither is who asked.</summary>
internal static class PayoutPerson
{
    /// <summary>A staff member's account; of who has none, the door and the name.</summary>
    public static string Of(Actor actor) => actor.Id is { } staff ? staff.ToString("N") : $"{actor.Kind}:{actor.Name}";
}
