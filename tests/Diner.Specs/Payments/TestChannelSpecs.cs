using Diner.Kernel;
using Diner.Payments.Channels;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>A merchant finds a wrong key before a buyer does.</summary>
public sealed class TestChannelSpecs : IAsyncLifetime
{
    private PaymentsFront _front = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _front = await PaymentsFront.OpenAsync(Ct);

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    private Task<Problem?> TestAsync(ChannelId id) => _front.Get<TestChannel>().RunAsync(_front.Shop.Id, id, Ct);

    [Fact]
    public async Task An_account_the_gateway_knows_passes() => Assert.Null(await TestAsync(await _front.AddEpayAsync()));

    [Fact]
    public async Task A_wrong_key_is_told_in_the_gateways_words() =>
        Assert.Contains("商户密钥错误", (await TestAsync(await _front.AddEpayAsync(key: "wrong")))!.Detail, StringComparison.Ordinal);

    [Fact]
    public async Task A_gateway_that_does_not_answer_is_said_not_to()
    {
        var id = await _front.AddEpayAsync();
        await _front.Gateway.DisposeAsync();
        Assert.Equal(ProblemCode.ChannelUnavailable, (await TestAsync(id))?.Code);
    }

    [Fact]
    public async Task Another_shops_channel_is_not_there() =>
        Assert.Equal(ProblemCode.NotFound, (await _front.Get<TestChannel>().RunAsync(new ShopId(Guid.Empty), await _front.AddEpayAsync(), Ct))?.Code);
}
