using Diner.Vault.Import;
using Xunit;

namespace Diner.UnitTests.Vault;

public sealed class SliceSizeTests
{
    [Theory]
    [InlineData(2_000, 20, 3_000)]
    [InlineData(2_000, 80, 2_000)]
    [InlineData(2_000, 180, 1_000)]
    [InlineData(300, 5_000, 250)]
    [InlineData(40_000, 1, 50_000)]
    public void A_slice_is_sized_by_how_long_the_last_one_took(int keys, int tookMs, int next)
    {
        Assert.Equal(next, SliceSize.Next(keys, TimeSpan.FromMilliseconds(tookMs)));
    }
}
