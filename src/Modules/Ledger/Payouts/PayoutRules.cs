using Diner.Data.Settings;
using Diner.Kernel;

namespace Diner.Ledger.Payouts;

/// <summary>By which rules a shop is paid out: the house's, and what was agreed with its merchant.</summary>
/// <param name="Days">A sale is available at the start of the so-manieth day after its own.</param>
/// <param name="ReserveDays">A merchant is new for so many days; reserves are taken of what came in within so many.</param>
/// <param name="Reserve">The part of it that is kept back; null for none.</param>
public sealed record PayoutRules(int Days, int ReserveDays, Reserve? Reserve)
{
    /// <summary>The rules that count: of several reserves the greatest.</summary>
    /// <param name="house">The settings of the house.</param>
    /// <param name="terms">What was agreed.</param>
    /// <param name="since">Since when the merchant is here.</param>
    /// <param name="hasDisputes">Payments of the shop are disputed.</param>
    /// <param name="now">The time.</param>
    public static PayoutRules Of(HouseSettings house, PayoutTerms terms, DateTimeOffset since, bool hasDisputes, DateTimeOffset now)
    {
        var isNewUntil = since.AddDays(house.PayoutReserveDays);
        Reserve?[] reserves =
        [
            terms.ReservePercent is { } agreed ? new Reserve(HoldReason.Agreed, agreed, null) : null,
            isNewUntil > now && terms.ReservePercent is null ? new Reserve(HoldReason.NewMerchant, house.PayoutNewPercent, isNewUntil) : null,
            hasDisputes ? new Reserve(HoldReason.OpenDisputes, house.PayoutDisputePercent, null) : null,
        ];
        return new PayoutRules(terms.Days ?? house.PayoutDays, house.PayoutReserveDays, reserves.OfType<Reserve>().Where(reserve => reserve.Percent > 0).MaxBy(reserve => reserve.Percent));
    }

    /// <summary>The first day of which anything matters to these rules.</summary>
    public DateOnly Since(DateOnly today) => today.AddDays(1 - Math.Max(Days, ReserveDays));

    /// <summary>How many people have to approve so much: above the house's limit two.</summary>
    public static short ApprovalsFor(Money amount, HouseSettings house) => (short)(amount.AmountMinor > (long)house.PayoutTwoPeopleAbove * amount.Currency.MinorPerMajor ? 2 : 1);
}
