using Diner.Kernel;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Diner.UnitTests.Kernel;

public sealed class IdSourceTests
{
    private const int Threads = 8;
    private const int IdsPerThread = 20_000;

    [Fact]
    public async Task Eight_threads_get_unique_ids_and_each_sees_its_own_increase()
    {
        var ids = new IdSource(TimeProvider.System);
        var made = await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(() => Enumerable.Range(0, IdsPerThread).Select(_ => ids.NextGuid()).ToArray())));
        Assert.All(made, AssertIncreasing);
        Assert.Equal(Threads * IdsPerThread, made.SelectMany(own => own).Distinct().Count());
    }

    [Fact]
    public void A_clock_that_stands_still_does_not_stop_the_ids() => AssertIncreasing(Make(new FakeTimeProvider(), 10_000));

    [Fact]
    public void Ids_taken_together_stand_between_those_taken_before_and_after()
    {
        var ids = new IdSource(new FakeTimeProvider());
        AssertIncreasing([ids.NextGuid(), .. ids.Next<KeyId>(10_000).Select(id => id.Value), ids.NextGuid()]);
    }

    [Fact]
    public void A_clock_that_steps_back_does_not_turn_the_ids_back()
    {
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var ids = new IdSource(clock);
        var before = ids.NextGuid();
        clock.AdjustTime(clock.GetUtcNow().AddHours(-1));
        AssertIncreasing([before, ids.NextGuid(), ids.NextGuid()]);
    }

    [Fact]
    public void An_id_is_a_uuid_of_version_7_and_of_its_time()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
        var id = new IdSource(clock).NextGuid();
        Assert.Equal((7, clock.GetUtcNow().ToUnixTimeMilliseconds()), (id.Version, Convert.ToInt64(id.ToString("n")[..12], 16)));
        Assert.InRange(id.Variant, 8, 11);
    }

    private static Guid[] Make(TimeProvider clock, int count)
    {
        var ids = new IdSource(clock);
        return [.. Enumerable.Range(0, count).Select(_ => ids.NextGuid())];
    }

    // As a database sorts them: byte by byte from the left.
    private static void AssertIncreasing(Guid[] ids)
    {
        for (var i = 1; i < ids.Length; i++)
            Assert.True(string.CompareOrdinal(ids[i - 1].ToString("n"), ids[i].ToString("n")) < 0, $"{ids[i - 1]} stands before {ids[i]}");
    }
}
