namespace Diner.Data.Lanes;

/// <summary>
/// How work that nobody waits for shares the processor with people who do. It works in short stretches and asks after each how long to rest:
/// nine times as long as the stretch took while a lane is busy, so that it takes a tenth of one processor at most; not at all otherwise.
/// </summary>
public sealed class GiveWay(IEnumerable<ILane> lanes)
{
    private const int RestPerWork = 9;

    // A stretch over half a second has waited for a mail server or a disk rather than used a processor.
    private static readonly TimeSpan RestMax = TimeSpan.FromSeconds(5);

    /// <summary>How long to rest after a stretch that took so long.</summary>
    public TimeSpan RestAfter(TimeSpan worked)
    {
        if (!lanes.Any(lane => lane.IsBusy))
            return TimeSpan.Zero;
        return worked < RestMax / RestPerWork ? worked * RestPerWork : RestMax;
    }
}
