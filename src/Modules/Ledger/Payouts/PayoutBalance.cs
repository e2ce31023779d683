using Diner.Kernel;

namespace Diner.Ledger.Payouts;

/// <summary>Why money of a merchant cannot be paid out yet.</summary>
public enum HoldReason
{
    /// <summary>It came in too short a time ago: buyers may still want it back.</summary>
    Recent,

    /// <summary>The merchant is new: a part of what came in is kept back.</summary>
    NewMerchant,

    /// <summary>Buyers dispute payments: a part of what came in is kept back while they do.</summary>
    OpenDisputes,

    /// <summary>The operator keeps a part back by agreement.</summary>
    Agreed,

    /// <summary>Buyers' banks have taken it back for now.</summary>
    Disputed,

    /// <summary>The details it goes to were changed: nothing goes for a while, so that the owner can object.</summary>
    AccountChanged,

    /// <summary>The operator has suspended the shop.</summary>
    Suspended,
}

/// <summary>Money that cannot be paid out yet.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Minor">How much, minor units; above zero.</param>
/// <param name="Until">Until when; null when no day is known.</param>
public sealed record Hold(HoldReason Reason, long Minor, DateTimeOffset? Until);

/// <summary>What came in on one day, less what of it went back.</summary>
/// <param name="FreeAt">When it may be paid out.</param>
/// <param name="Minor">How much, minor units; not below zero.</param>
public sealed record Income(DateTimeOffset FreeAt, long Minor);

/// <summary>A part of what came in that is kept back.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Percent">How much of it; 0 to 100.</param>
/// <param name="Until">Until when; null when no day is known.</param>
public sealed record Reserve(HoldReason Reason, int Percent, DateTimeOffset? Until);

/// <summary>What the books say of a shop, from which its balance follows.</summary>
/// <param name="PayableMinor">What we owe it, minor units; below zero when it owes us.</param>
/// <param name="DisputedMinor">What is kept back for disputed payments; not below zero.</param>
/// <param name="Incomes">What came in of late, day by day.</param>
public sealed record PayoutFacts(long PayableMinor, long DisputedMinor, IReadOnlyList<Income> Incomes)
{
    /// <summary>What came in over the time of which a part is kept back.</summary>
    public long ReserveBaseMinor { get; init; }

    /// <summary>The part of it that is kept back; null for none.</summary>
    public Reserve? Reserve { get; init; }

    /// <summary>Until when changed details keep everything back; null when they do not.</summary>
    public DateTimeOffset? CoolsUntil { get; init; }

    /// <summary>The operator has suspended the shop.</summary>
    public bool IsSuspended { get; init; }
}

/// <summary>
/// What a merchant is owed, and what of it may be paid out. Available and all holds, less the debt, are what is owed: nothing is in two of
/// them, and nothing is lost between them.
/// </summary>
/// <param name="OwedMinor">What is owed in all; below zero when the merchant owes us.</param>
/// <param name="AvailableMinor">What may be paid out now; never below zero.</param>
/// <param name="Holds">What may not, and why.</param>
public sealed record PayoutBalance(long OwedMinor, long AvailableMinor, IReadOnlyList<Hold> Holds)
{
    /// <summary>What the merchant owes us, because more went back than was there; zero mostly.</summary>
    public long DebtMinor { get; private init; }

    /// <summary>
    /// 1. The reserve is taken first, rounded up, of what came in over its time, whether or not that was paid out since. 2. What came in of
    /// late is held, the latest first. 3. Changed details or a suspension hold what is left. 4. The rest is available.
    /// </summary>
    public static PayoutBalance Of(PayoutFacts facts, DateTimeOffset now)
    {
        var left = Math.Max(0, facts.PayableMinor);
        var holds = new List<Hold>();
        if (facts.Reserve is { } reserve)
            Take(reserve.Reason, Part(facts.ReserveBaseMinor, reserve.Percent), reserve.Until);
        foreach (var income in facts.Incomes.Where(income => income.FreeAt > now).OrderByDescending(income => income.FreeAt))
            Take(HoldReason.Recent, income.Minor, income.FreeAt);
        if (facts.IsSuspended)
            Take(HoldReason.Suspended, left, until: null);
        else if (facts.CoolsUntil is { } cools && cools > now)
            Take(HoldReason.AccountChanged, left, cools);
        var available = left;
        if (facts.DisputedMinor > 0)
            holds.Add(new Hold(HoldReason.Disputed, facts.DisputedMinor, Until: null));
        return new PayoutBalance(checked(facts.PayableMinor + facts.DisputedMinor), available, [.. holds.OrderBy(hold => hold.Until ?? DateTimeOffset.MaxValue)])
        {
            DebtMinor = Math.Max(0, -facts.PayableMinor),
        };

        void Take(HoldReason reason, long wanted, DateTimeOffset? until)
        {
            var taken = Math.Min(left, wanted);
            if (taken > 0)
                holds.Add(new Hold(reason, taken, until));
            left -= Math.Max(0, taken);
        }
    }

    private static long Part(long whole, int percent) => (long)((((Int128)whole * percent) + 99) / 100);
}
