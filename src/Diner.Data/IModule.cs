using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Data;

/// <summary>One room of the house: what it offers, what it stores, what it answers. Listed one by one in the host's <c>Modules.cs</c>.</summary>
public interface IModule
{
    /// <summary>Registers the module's use cases and jobs.</summary>
    void AddServices(IServiceCollection services);

    /// <summary>Adds the module's tables; names carry the module: <c>vault_keys</c>.</summary>
    void AddModel(ModelBuilder model);

    /// <summary>Adds the module's routes, when it has any of its own.</summary>
    void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
