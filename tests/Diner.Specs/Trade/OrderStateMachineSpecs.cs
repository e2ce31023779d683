using CsCheck;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Holds;
using Diner.Ordering.Orders;
using Diner.Ordering.Staff;
using Diner.Settlement.FollowUp;
using Diner.Settlement.Settle;
using Diner.Testing;
using Diner.Vault.Keys;
using Diner.Vault.Pools;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Trade;

/// <summary>Random stories of one pool, told to the real house and to <see cref="OrderModel"/>: both must end every step alike.</summary>
public sealed class OrderStateMachineSpecs() : TradeSpecs(DatabaseKind.Sqlite)
{
    private const int Stories = 40;

    private static readonly Gen<Step[]> Story = Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 7], Gen.Int[1, 3]).Select((act, which, count) => new Step(act, which, count)).Array[1, 25];

    [Fact]
    public Task Whatever_happens_in_whatever_order_the_house_and_the_model_agree() => Story.SampleAsync(
        async steps =>
        {
            var teller = await StoryTeller.BeginAsync(House);
            foreach (var step in steps)
                await teller.TellAsync(step);
            await Shop.AssertHealthyAsync();
        },
        iter: Stories,
        threads: 1);

    internal enum Act
    {
        Place,
        PlaceAgain,
        PayRight,
        PayTwice,
        PayWrong,
        Expire,
        StockArrives,
        WithdrawKey,
        ConfirmByHand,
        Cancel,
    }

    internal sealed record Step(Act Act, int Which, int Count);

    /// <summary>Does each step in the house and in the model and compares.</summary>
    private sealed class StoryTeller
    {
        private const string Code = "GAME";

        private readonly Diner.Testing.House _house;
        private readonly TestShop _shop;
        private readonly VariantId _variant;
        private readonly List<OrderView> _orders = [];
        private readonly OrderModel _model = new(keys: 3);

        private StoryTeller(Diner.Testing.House house, TestShop shop, VariantId variant) => (_house, _shop, _variant) = (house, shop, variant);

        public static async Task<StoryTeller> BeginAsync(Diner.Testing.House house)
        {
            var shop = await TestShop.OpenAsync(house);
            return new StoryTeller(house, shop, await shop.SellAsync(Code, keys: 3));
        }

        public async Task TellAsync(Step step)
        {
            // Orders that begin to wait at the same instant have no order among themselves.
            _house.Clock.Advance(TimeSpan.FromSeconds(1));
            await DoAsync(step);
            for (var i = 0; i < _orders.Count; i++)
                Assert.Equal((_model.Orders[i].Status, _model.Orders[i].KeysOwned), (await _shop.StatusAsync(_orders[i]), await _shop.KeysOfAsync(_orders[i])));
            Assert.Equal((_model.Keys, _model.Held), await _shop.StockOfAsync(_variant));
        }

        private async Task DoAsync(Step step)
        {
            var i = _orders.Count == 0 ? -1 : step.Which % _orders.Count;
            switch (step.Act)
            {
                case Act.Place or Act.PlaceAgain:
                    await PlaceAsync(step.Count);
                    break;
                case Act.Expire:
                    await ExpireAsync();
                    break;
                case Act.StockArrives:
                    await _shop.StockAsync(_variant, step.Count);
                    await _house.Get<DeliverWaitingOrders>().RunOnceAsync(CancellationToken.None);
                    _model.StockArrives(step.Count);
                    break;
                case Act.WithdrawKey:
                    await WithdrawAsync();
                    break;
                case Act.PayRight or Act.PayTwice or Act.PayWrong or Act.ConfirmByHand when i >= 0:
                    await PayAsync(step.Act, i);
                    break;
                case Act.Cancel when i >= 0:
                    Assert.Equal(_model.Cancel(i), await _house.Get<CancelOrder>().RunAsync(TestShop.Lin, _orders[i], "", CancellationToken.None) is null);
                    break;
                default:
                    break;
            }
        }

        private async Task PlaceAsync(int quantity)
        {
            var placed = await _shop.TryPlaceAsync(_shop.Request(Code, quantity, $"{Guid.CreateVersion7():n}@example.com", address: $"2001:db8:{Random.Shared.Next(65_536):x}:{Random.Shared.Next(65_536):x}::1"));
            Assert.Equal(_model.Place(quantity), placed.IsOk);
            if (placed.IsOk)
                _orders.Add(placed.Value);
        }

        private async Task ExpireAsync()
        {
            _house.Clock.Advance(TimeSpan.FromMinutes(15));
            await _house.Get<ExpireHolds>().RunOnceAsync(CancellationToken.None);
            _model.Expire();
        }

        private async Task WithdrawAsync()
        {
            await using var db = _house.Get<Database>().Read();
            var key = await db.Set<StoredKey>().Where(k => k.VariantId == _variant && k.State == KeyState.Available).Select(k => k.Id).FirstOrDefaultAsync();
            Assert.Equal(_model.WithdrawKey(), await _house.Get<RecycleKeys>().OneAsync(Clerk.Tester, _shop.Id, key, CancellationToken.None) == 1);
        }

        private async Task PayAsync(Act act, int i)
        {
            var order = _orders[i];
            if (act == Act.ConfirmByHand)
            {
                var isPayable = _model.IsPayable(i);
                Assert.Equal(isPayable, (await _house.Get<ConfirmPaid>().RunAsync(TestShop.Lin, order, "seen", CancellationToken.None)).IsOk);
                if (isPayable)
                    _model.PayRight(i);
                return;
            }

            var payment = _shop.Payment(order, act == Act.PayWrong ? 1 : null);
            Assert.Equal(act == Act.PayWrong ? _model.PayWrong(i) : _model.PayRight(i), (await _shop.SettleAsync(payment))[0]);
            if (act == Act.PayTwice)
                Assert.Equal(SettlementOutcome.AlreadySettled, (await _shop.SettleAsync(payment))[0]);
        }
    }
}
