using Diner.Data.Storage;
using Diner.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

[assembly: AssemblyFixture(typeof(ClosesDatabases))]

namespace Diner.Specs;

/// <summary>A suite that runs on both databases: write it as an abstract class, end it with one sealed class per database.</summary>
public abstract class HouseSpecs(DatabaseKind kind) : IAsyncLifetime
{
    private House? _house;

    protected House House => _house ?? throw new InvalidOperationException("The house opens in InitializeAsync.");

    protected DatabaseKind Kind => kind;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => _house = await House.OpenAsync(kind, AddServices);

    /// <summary>What a suite adds to the house, such as a channel of its own.</summary>
    protected virtual void AddServices(IServiceCollection services)
    {
    }

    public async ValueTask DisposeAsync()
    {
        if (_house is not null)
            await _house.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
