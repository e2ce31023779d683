using Diner.Data.Lanes;
using Diner.Data.Secrets;
using Diner.Data.Storage;
using Diner.Host.Setup;
using Diner.Kernel;
using Diner.Ordering.Buyers;
using Diner.Ordering.Checkout;
using Diner.Ordering.Orders;
using Diner.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Specs.Trade;

/// <summary>Another process on the database of a house, as far as tables can tell: services, caches and lanes of its own.</summary>
internal sealed class SecondNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private SecondNode(ServiceProvider services) => _services = services;

    public static async Task<SecondNode> OpenAsync(House house, bool limits = true)
    {
        var settings = new HostSettings(Path.GetTempPath(), house.Get<DatabaseOptions>(), "unused");
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(house.Clock)
            .AddLogging()
            .AddSingleton(new LimitSwitch(limits))
            .AddDiner(settings, house.Get<MasterKey>())
            .BuildServiceProvider();
        foreach (var lane in services.GetServices<ILane>())
            await lane.StartAsync(CancellationToken.None);
        return new SecondNode(services);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<Result<OrderView>> PlaceAsync(CheckoutRequest request) => Get<PlaceOrder>().RunAsync(request, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _services.GetServices<ILane>())
            await lane.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
