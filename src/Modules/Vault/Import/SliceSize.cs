using System.Diagnostics;

namespace Diner.Vault.Import;

/// <summary>
/// How many keys one slice of an import writes: as many as take a tenth of a second here, so that whoever sells waits no longer than
/// two of them. After a slice the writer is free for longer than a process that waits for it sleeps before it asks again.
/// </summary>
internal sealed class SliceSize
{
    private const int KeysAtFirst = 2_000;
    private const int KeysMin = 250;
    private const int KeysMax = 50_000;
    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(30);

    /// <summary>Of the next slice.</summary>
    public int Keys { get; private set; } = KeysAtFirst;

    /// <summary>Learns from the slice that was begun then, and lets others write.</summary>
    public Task RestAsync(long begun, CancellationToken ct)
    {
        Keys = Next(Keys, Stopwatch.GetElapsedTime(begun));
        return Task.Delay(Rest, ct);
    }

    /// <summary>Halves what took too long, adds half where there is room.</summary>
    public static int Next(int keys, TimeSpan took) => Math.Clamp(took > Aim ? keys / 2 : took < Aim / 2 ? keys + (keys / 2) : keys, KeysMin, KeysMax);
}
