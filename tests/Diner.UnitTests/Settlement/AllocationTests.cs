using CsCheck;
using Diner.Kernel;
using Diner.Vault.Allocation;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Diner.UnitTests.Settlement;

/// <summary>Allocation against the simplest program that could be right: numbers of keys left.</summary>
public sealed class AllocationTests
{
    private const int VariantsMax = 3;

    private static readonly IdSource Ids = new(new FakeTimeProvider());
    private static readonly BatchId Batch = Ids.Next<BatchId>();
    private static readonly VariantId[] Variants = [.. Enumerable.Range(0, VariantsMax).Select(_ => Ids.Next<VariantId>())];

    private static readonly Gen<(KeyDemand[] Demands, PickedKey[] Keys)> Cases = Gen.Select(
        Gen.Select(Gen.Int[0, VariantsMax - 1], Gen.Int[1, 6]).Select((v, quantity) => new KeyDemand(Ids.Next<OrderId>(), Variants[v], quantity)).Array[0, 20],
        Gen.Int[0, VariantsMax - 1].Select(v => new PickedKey(Variants[v], Ids.Next<KeyId>(), Batch)).Array[0, 40]);

    [Fact]
    public void Each_order_is_served_as_the_model_says() => Cases.Sample((demands, keys) =>
    {
        var left = Variants.ToDictionary(v => v, v => keys.Count(key => key.VariantId == v));
        var served = Allocation.Assign(demands, keys).CountBy(a => a.OrderId).ToDictionary();
        foreach (var demand in demands)
        {
            var fits = left[demand.VariantId] >= demand.Quantity;
            Assert.Equal(fits ? demand.Quantity : 0, served.GetValueOrDefault(demand.OrderId));
            left[demand.VariantId] -= fits ? demand.Quantity : 0;
        }
    }, iter: 5_000);

    [Fact]
    public void No_key_goes_to_two_orders_and_none_to_an_order_of_another_variant() => Cases.Sample((demands, keys) =>
    {
        var assigned = Allocation.Assign(demands, keys);
        var variantOf = keys.ToDictionary(key => key.KeyId, key => key.VariantId);
        var wantedBy = demands.ToDictionary(demand => demand.OrderId, demand => demand.VariantId);
        Assert.Equal(assigned.Count, assigned.Select(a => a.KeyId).Distinct().Count());
        Assert.All(assigned, a => Assert.Equal(wantedBy[a.OrderId], variantOf[a.KeyId]));
    }, iter: 5_000);

    [Fact]
    public void An_order_that_does_not_fit_does_not_stop_a_smaller_one_after_it()
    {
        var (big, small) = (new KeyDemand(Ids.Next<OrderId>(), Variants[0], 3), new KeyDemand(Ids.Next<OrderId>(), Variants[0], 2));
        var assigned = Allocation.Assign([big, small], [.. Enumerable.Range(0, 2).Select(_ => new PickedKey(Variants[0], Ids.Next<KeyId>(), Batch))]);
        Assert.Equal([small.OrderId, small.OrderId], assigned.Select(a => a.OrderId));
    }
}
