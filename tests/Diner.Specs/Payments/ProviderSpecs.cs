using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Forms;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>A payment that was placed at a double.</summary>
internal sealed record Placed(ChannelConfig Channel, PaymentRequest Request, PayTarget Target)
{
    public PaymentAttempt Attempt => new(Request.OrderNo, Request.Amount, Target.Reference, TimeProvider.System.GetUtcNow());
}

/// <summary>What the specs of a channel share: a front that takes its notifications, and the contract a settled order's followers speak.</summary>
public abstract class ProviderSpecs(DatabaseKind kind) : IAsyncLifetime
{
    internal PaymentsFront Front { get; private set; } = null!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What a person enters who has an account at the double.</summary>
    protected abstract Dictionary<string, string> Entries { get; }

    protected abstract string Type { get; }

    protected virtual CurrencyCode Currency => CurrencyCode.Parse("USD");

    public async ValueTask InitializeAsync()
    {
        Front = await PaymentsFront.OpenAsync(Ct, kind: kind);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task StartAsync();

    protected abstract ValueTask StopAsync();

    /// <summary>Tells the double where the channel's notifications go, for providers that are not told with each payment.</summary>
    protected virtual void Tell(Uri notifyUrl)
    {
    }

    internal async Task<ChannelConfig> AddAsync(params (string Field, string Value)[] other)
    {
        var entries = Entries;
        foreach (var (field, value) in other)
            entries[field] = value;
        var settings = ProviderForms.Find(Type)!.ToSettings(new ProviderEntries(entries, Currency));
        Assert.Null(settings.Problem);
        var added = await Front.Get<EditChannels>().AddAsync(Actor.House("test"), New(settings.Value!), Ct);
        Assert.Null(added.Problem);
        Tell(new Uri(Front.Url, $"pay/{added.Value.Value:D}/notify"));
        return (await Front.Get<Channels>().FindAsync(added.Value, Ct))!;
    }

    internal async Task<Placed> PlaceAsync(ChannelConfig? channel = null, long minor = 990)
    {
        channel ??= await AddAsync();
        var request = Front.Request(channel.Id) with { Amount = new Money(minor, Currency) };
        return await PlaceAsync(channel, request);
    }

    internal async Task<Placed> PlaceAsync(ChannelConfig channel, PaymentRequest request)
    {
        var target = await Front.Get<Channels>().CreatePaymentAsync(channel.Id, request, Ct);
        Assert.Null(target.Problem);
        return new Placed(channel, request, target.Value!);
    }

    internal RefundRequest Back(Placed placed, string transactionId, string refundNo = "R1", long? minor = null) => new(
        refundNo, placed.Request.OrderNo, transactionId, placed.Request.Amount, new Money(minor ?? placed.Request.Amount.AmountMinor, placed.Request.Amount.Currency), "bad key", placed.Request.NotifyUrl);

    internal Task<Result<PaymentAnswer>> QueryAsync(Placed placed) => Speaker<IQueryPayments>(placed).QueryAsync(placed.Channel, placed.Attempt, Ct);

    internal Task<Problem?> CloseAsync(Placed placed) => Speaker<IClosePayments>(placed).CloseAsync(placed.Channel, placed.Attempt, Ct);

    internal Task<Result<ProviderRefund>> RefundAsync(Placed placed, RefundRequest refund) => Speaker<IRefundPayments>(placed).RefundAsync(placed.Channel, refund, Ct);

    internal Task<Result<ProviderRefund>> QueryRefundAsync(Placed placed, RefundRequest refund) => Speaker<IRefundPayments>(placed).QueryRefundAsync(placed.Channel, refund, Ct);

    internal async Task<Problem?> TestAsync(params (string Field, string Value)[] other) => await Front.Get<TestChannel>().RunAsync(Front.Shop.Id, (await AddAsync(other)).Id, Ct);

    internal NewChannel New(IReadOnlyDictionary<string, string> settings) => new(Front.Shop.Id, Type, Type, settings) { Currency = Currency, IsAcknowledged = true };

    private T Speaker<T>(Placed placed) => Assert.IsAssignableFrom<T>(Front.Get<Channels>().SpeakerOf(placed.Channel));
}
