namespace Diner.Payments.Refunds;

/// <summary>
/// When a channel is asked about a refund again: after 10 s, then twice as long each time and at most an hour, for three days in all. Banks
/// take up to days for some, so an open refund is no fault; after that a person looks.
/// </summary>
public static class RefundTimes
{
    private const int TriesMax = 80;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How long after so many tries, the one just made among them; null when it is a person's turn.</summary>
    public static TimeSpan? After(int tries)
    {
        if (tries >= TriesMax)
            return null;
        var wait = First * Math.Pow(2, Math.Min(tries - 1, 20));
        return wait < Longest ? wait : Longest;
    }
}
