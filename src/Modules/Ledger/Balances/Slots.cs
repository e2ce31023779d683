namespace Diner.Ledger.Balances;

/// <summary>Quarters of an hour, UTC: every time zone's days are whole numbers of them.</summary>
internal static class Slots
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(15);

    public static DateTimeOffset Of(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % Length.Ticks), TimeSpan.Zero);
}
