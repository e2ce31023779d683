using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Balances;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Settlement.Refund;
using Diner.Vault.Returns;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Diner.Specs.Trade;

/// <summary>A shop whose channel sends money back as a spec has written down.</summary>
public abstract class RefundHouse(DatabaseKind kind) : TradeSpecs(kind)
{
    private protected ScriptedChannel Provider { get; } = new();

    protected override void AddServices(IServiceCollection services) => services.AddSingleton<IPaymentChannel>(Provider);

    private protected async Task<(OrderView Order, PaymentId Payment)> SoldAsync()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        await Shop.PayAsync(order);
        return (order, await PaymentOfAsync(order));
    }

    private protected async Task<PaymentId> PaymentOfAsync(OrderView order) => (await House.Get<PaymentRecords>().OfOrderAsync(Shop.Id, order.Id, order.OrderNo, Ct))[0].Id;

    private protected Task<Result<RefundId>> TryRefundAsync(PaymentId payment, long amount, ReturnMark keys = ReturnMark.Unknown) =>
        House.Get<RefundPayment>().RunAsync(TestShop.Lin, new RefundOrder(Shop.Id, payment, amount, "the key does not work") { Keys = keys }, Ct);

    private protected async Task<RefundId> RefundAsync(PaymentId payment, long amount, ReturnMark keys = ReturnMark.Unknown)
    {
        var refund = await TryRefundAsync(payment, amount, keys);
        Assert.True(refund.IsOk, refund.Problem?.Detail);
        return refund.Value;
    }

    private protected Task SendAsync() => House.Get<SendRefunds>().RunOnceAsync(Ct);

    private protected async Task<List<RefundState>> StatesAsync() => [.. (await House.Get<ReadRefunds>().ListAsync(Shop.Id, null, 100, Ct)).Select(r => r.State)];

    private protected async Task<long> BalanceAsync(AccountKind account, Guid owner) =>
        (await House.Get<Balances>().OfAsync(owner, null, null, Ct)).Where(f => f.Account == account).Sum(f => f.BalanceMinor);
}
