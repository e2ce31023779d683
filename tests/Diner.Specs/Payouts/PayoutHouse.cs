using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Balances;
using Diner.Ledger.Destinations;
using Diner.Ledger.PayoutBatches;
using Diner.Ledger.Payouts;
using Diner.Payments.Channels;
using Diner.Settlement.Payouts;
using Diner.Specs.Trade;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Diner.Specs.Payouts;

/// <summary>A shop that has sold something, the people who look after its money, and the operator's.</summary>
public abstract class PayoutHouse(DatabaseKind kind) : TradeSpecs(kind)
{
    private int _goods;

    private protected ScriptedChannel Provider { get; } = new();

    protected override void AddServices(IServiceCollection services) => services.AddSingleton<IPaymentChannel>(Provider);

    /// <summary>What one sale leaves the merchant, after the platform's share.</summary>
    protected const long OfOneSale = 985;

    protected static readonly PayoutDestination Icbc = new(DestinationKind.Bank, "6222 0000 1234 5678", "张三", "工商银行上海分行");

    protected static Actor Finance { get; } = Person("fang@example.com", 1);

    protected static Actor Ann { get; } = Person("ann@operator.example", 2);

    protected static Actor Bob { get; } = Person("bob@operator.example", 3);

    protected async Task<ShopView> ViewAsync() => (await House.Get<Shops>().FindAsync(Shop.Id, Ct))!;

    protected async Task<PayoutBalance> BalanceAsync() => (await House.Get<PayoutPositions>().OfAsync(await ViewAsync(), Ct)).Balance;

    /// <summary>Sells as often, and waits until the money may be paid out to an account that is valid.</summary>
    protected async Task ReadyAsync(int sales, PayoutDestination? to = null)
    {
        await SellAsync(sales);
        await SetAccountAsync(to ?? Icbc);
        House.Clock.Advance(TimeSpan.FromDays(4));
    }

    protected async Task SellAsync(int sales)
    {
        var code = $"GAME{++_goods}";
        await Shop.SellAsync(code, sales);
        foreach (var order in await Shop.PlaceManyAsync(code, sales))
            await Shop.PayAsync(order);
    }

    protected async Task SetAccountAsync(PayoutDestination to)
    {
        var set = await House.Get<ChangeDestination>().RunAsync(Finance, await ViewAsync(), to, Ct);
        Assert.True(set.IsOk, set.Problem?.Detail);
    }

    protected async Task<Result<PayoutId>> TryRequestAsync(long minor) => await House.Get<RequestPayout>().RunAsync(Finance, await ViewAsync(), Money.Cny(minor), Ct);

    protected async Task<PayoutId> RequestAsync(long minor)
    {
        var asked = await TryRequestAsync(minor);
        Assert.True(asked.IsOk, asked.Problem?.Detail);
        return asked.Value;
    }

    protected Task<Problem?> ApproveAsync(Actor by, PayoutId id) => House.Get<HandlePayout>().ApproveAsync(by, id, Ct);

    protected Task<Result<Guid>> TryExportAsync(string columns = "") =>
        House.Get<MakeBatch>().RunAsync(Ann, new BatchWish(BatchRoute.BankFile, CurrencyCode.Cny, columns, null), Ct);

    protected Task<Problem?> ResultAsync(PayoutId id, bool hasGone, string say = "") => House.Get<EnterResult>().RunAsync(Ann, id, new PayoutResult(hasGone, say), Ct);

    protected async Task<PayoutState> StateAsync(PayoutId id) => (await House.Get<ReadPayouts>().FindAsync(id, Ct))!.State;

    protected async Task<long> OwedOnAsync(AccountKind account, Guid owner) =>
        -(await House.Get<Balances>().OfAsync(owner, null, null, Ct)).Where(f => f.Account == account).Sum(f => f.BalanceMinor);

    private static Actor Person(string name, int number) => new(ActorKind.Staff, new Guid($"019aa000-0000-7000-8000-{number:x12}"), name, "203.0.113.9");
}
