using System.Diagnostics;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Host.Setup;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Payments.Channels;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Settlement.Refund;
using Diner.Testing.Doubles;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Diner.BrowserTests.Stage;

/// <summary>A shop with one product, one way to pay, and the provider behind it.</summary>
internal sealed class Till : IAsyncDisposable
{
    /// <summary>What it sells.</summary>
    public const string Product = "night-pass";

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    private readonly House _house;
    private readonly Provider _provider;

    private Till(House house, ShopView shop, Provider provider) => (_house, Shop, _provider) = (house, shop, provider);

    public ShopView Shop { get; }

    /// <summary>The provider sends money back when it is asked to.</summary>
    public bool SendsBack => _provider.SendsBack;

    private static CancellationToken Ct => CancellationToken.None;

    /// <summary>Opens a shop of its own for that channel type.</summary>
    public static async Task<Till> OpenAsync(House house, string type)
    {
        var shop = Took(await house.Get<OpenShop>().RunAsync(Actor.House("test"), new NewShop($"till-{type}", $"夜航 {type}", CurrencyCode.Cny), Ct));
        var category = Took(await house.Get<SaveCategory>().RunAsync(DemoGoods.Actor, new CategoryDraft(shop.Id, "passes", "通行证", null, 0), Ct));
        var variant = new DemoVariant("PASS", "一晚", 12_34) { Text = string.Concat(Enumerable.Range(1, 5).Select(i => $"NIGHT-{type}-{i:D4}\n")) };
        var added = Took(await ActivatorUtilities.CreateInstance<DemoProducts>(house.App.Services).AddAsync(shop.Id, new DemoProduct(Product, "passes", "夜航通行证", "一晚有效", ProductTier.Core, [variant]), category, Ct));
        Took(await ActivatorUtilities.CreateInstance<DemoPools>(house.App.Services).FillAsync(shop.Id, added.Single().Item2, variant, Ct));
        var provider = await Provider.StartAsync(type);
        var channel = Took(await house.Get<EditChannels>().AddAsync(Actor.House("test"), new NewChannel(shop.Id, type, type, provider.Settings) { IsAcknowledged = true }, Ct));
        provider.Tell(new Uri($"{house.Address}/pay/{channel.Value:D}/notify"));
        return new Till(house, shop, provider);
    }

    /// <summary>From the pay page to the money: on the provider's own page, or with a wallet that scans the code.</summary>
    public async Task PayAsync(Visitor visitor, string orderNo)
    {
        if (_provider.Scan is { } scan)
        {
            await visitor.Page.Locator("figure.scan").WaitForAsync();
            await scan(orderNo);
            return;
        }

        await visitor.SendAsync(visitor.Page.Locator(".pay a.btn.primary"), url => !url.StartsWith(_house.Address, StringComparison.Ordinal));
        await visitor.SendAsync(visitor.Page.Locator("#pay, button[value=pay]"), url => url.StartsWith($"{_house.Address}/o/", StringComparison.Ordinal));
    }

    /// <summary>A clerk sends all of it back: through the provider, or where it does not do that, by hand.</summary>
    public async Task SendBackAsync(Visitor clerk, string orderNo)
    {
        var order = $"/console/{Shop.Slug}/orders/{orderNo}";
        await clerk.GoAsync(order);
        await clerk.Page.ClickAsync("#money details.act summary");
        await clerk.SendAsync(clerk.Page.Locator("#money details.act button.primary"), url => url.Contains("/refund?", StringComparison.Ordinal));
        await clerk.Page.FillAsync("#reason", "不想要了");
        await clerk.SendAsync(clerk.Page.Locator("main form button.primary"), url => url.Contains("done=refunded", StringComparison.Ordinal));
        if (_provider.SendsBack)
        {
            await UntilAsync(state => state is RefundState.Done or RefundState.Processing);
            await _provider.SettleRefunds();
            await UntilAsync(state => state == RefundState.Done);
            return;
        }

        await UntilAsync(state => state == RefundState.NeedsPerson);
        await clerk.GoAsync(order);
        await clerk.Page.FillAsync("#say", "已从钱包转回买家给的地址");
        await clerk.SendAsync(clerk.Page.Locator("button[value=SentByHand]"), url => url.Contains("done=handled", StringComparison.Ordinal));
        await UntilAsync(state => state == RefundState.DoneByHand);
    }

    /// <summary>What the provider says was paid.</summary>
    public IReadOnlyList<Booked> Theirs() => [.. _provider.Books()];

    /// <summary>What we say was paid by that order and found its use.</summary>
    public async Task<IReadOnlyList<Booked>> OursAsync(string orderNo)
    {
        var order = await _house.Get<OrderQueries>().FindByNoAsync(orderNo, Ct);
        Assert.NotNull(order);
        var payments = await _house.Get<PaymentRecords>().OfOrderAsync(Shop.Id, order.Id, orderNo, Ct);
        var sentBack = (await RefundsAsync()).Where(refund => refund.State == RefundState.Done).Sum(refund => refund.Amount.AmountMinor);
        return [.. payments.Where(payment => payment.Outcome == PaymentOutcome.Applied).Select(payment => new Booked(orderNo, payment.ProviderTransactionId, payment.Amount!.Value.AmountMinor, sentBack))];
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private async Task<IReadOnlyList<RefundView>> RefundsAsync() => [.. (await _house.Get<RefundHistory>().ListAsync(Shop.Id, before: null, 10, Ct)).Select(found => found.Refund)];

    // The job that asks channels runs by itself, every second.
    private async Task UntilAsync(Func<RefundState, bool> isThere)
    {
        var begun = Stopwatch.StartNew();
        while (await RefundsAsync() is not [var refund] || !isThere(refund.State))
        {
            Assert.True(begun.ElapsedMilliseconds < Visitor.TimeoutMs, "The refund did not get there.");
            await Task.Delay(LookInterval, Ct);
        }
    }

    private static T Took<T>(Result<T> result)
    {
        Assert.True(result.IsOk, result.Problem?.Detail);
        return result.Value;
    }
}
