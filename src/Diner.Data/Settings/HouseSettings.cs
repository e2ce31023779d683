using Diner.Kernel;

namespace Diner.Data.Settings;

/// <summary>What the operator sets for the whole house. A new setting is a property with its default, its limits in <see cref="Check"/>, and a field on the page.</summary>
public sealed record HouseSettings
{
    /// <summary>The operator's staff are signed out after so many minutes without a request; 1 to 1,440.</summary>
    public int OperatorIdleMinutes { get; init; } = 15;

    /// <summary>Merchants' staff, likewise.</summary>
    public int MerchantIdleMinutes { get; init; } = 720;

    /// <summary>The operator's staff sign in again after so many hours, used or not; 1 to 720.</summary>
    public int OperatorSessionHours { get; init; } = 12;

    /// <summary>Merchants' staff, likewise.</summary>
    public int MerchantSessionHours { get; init; } = 168;

    /// <summary>A password older than so many days must be changed at the next sign-in; 0 for never, at most 3,650.</summary>
    public int PasswordDays { get; init; }

    /// <summary>What of its share of a sale the platform gives back to the merchant when the buyer gets the money back, percent; 0 to 100.</summary>
    public int FeeReturnedPercent { get; init; } = 100;

    /// <summary>A sale may be paid out at the start of the so-manieth day after its own; 0 to 90.</summary>
    public int PayoutDays { get; init; } = 3;

    /// <summary>A merchant is new for so many days, and of what came in within so many days a part is kept back; 0 to 365.</summary>
    public int PayoutReserveDays { get; init; } = 30;

    /// <summary>The part that is kept back of new merchants, percent; 0 to 100.</summary>
    public int PayoutNewPercent { get; init; } = 10;

    /// <summary>The part that is kept back while buyers dispute payments, percent; 0 to 100.</summary>
    public int PayoutDisputePercent { get; init; } = 20;

    /// <summary>A pay-out above so many major units (yuan) is approved by two people; 0 for every one.</summary>
    public int PayoutTwoPeopleAbove { get; init; } = 5_000;

    /// <summary>For so many hours after a merchant's account was changed nothing is paid out; 0 to 720.</summary>
    public int PayoutCoolDownHours { get; init; } = 48;

    /// <summary>The smallest pay-out, major units (yuan); 0 to 1,000,000.</summary>
    public int PayoutMinimum { get; init; } = 10;

    /// <summary>How long a person may go without a request.</summary>
    public TimeSpan IdleMax(bool isOperator) => TimeSpan.FromMinutes(isOperator ? OperatorIdleMinutes : MerchantIdleMinutes);

    /// <summary>How long a session may last at all.</summary>
    public TimeSpan SessionMax(bool isOperator) => TimeSpan.FromHours(isOperator ? OperatorSessionHours : MerchantSessionHours);

    /// <summary>How old a password may grow; null for ever.</summary>
    public TimeSpan? PasswordAgeMax() => PasswordDays == 0 ? null : TimeSpan.FromDays(PasswordDays);

    /// <summary>The first setting that is out of its limits; null when all are within.</summary>
    public Problem? Check() =>
        Range(nameof(OperatorIdleMinutes), OperatorIdleMinutes, 1, 1440)
        ?? Range(nameof(MerchantIdleMinutes), MerchantIdleMinutes, 1, 1440)
        ?? Range(nameof(OperatorSessionHours), OperatorSessionHours, 1, 720)
        ?? Range(nameof(MerchantSessionHours), MerchantSessionHours, 1, 720)
        ?? Range(nameof(PasswordDays), PasswordDays, 0, 3650)
        ?? Range(nameof(FeeReturnedPercent), FeeReturnedPercent, 0, 100)
        ?? Range(nameof(PayoutDays), PayoutDays, 0, 90)
        ?? Range(nameof(PayoutReserveDays), PayoutReserveDays, 0, 365)
        ?? Range(nameof(PayoutNewPercent), PayoutNewPercent, 0, 100)
        ?? Range(nameof(PayoutDisputePercent), PayoutDisputePercent, 0, 100)
        ?? Range(nameof(PayoutTwoPeopleAbove), PayoutTwoPeopleAbove, 0, 1_000_000_000)
        ?? Range(nameof(PayoutCoolDownHours), PayoutCoolDownHours, 0, 720)
        ?? Range(nameof(PayoutMinimum), PayoutMinimum, 0, 1_000_000);

    private static Problem? Range(string name, int value, int min, int max) =>
        value >= min && value <= max ? null : new Problem(ProblemCode.InvalidRequest, $"Choose a whole number from {min} to {max}.", name);
}
