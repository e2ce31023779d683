using System.Security.Cryptography;
using Diner.Data.Secrets;
using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Diner.Host.Setup;

/// <summary>Lets <c>dotnet ef</c> build the model: <c>DINER_DB</c> says for which database.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<DinerDb>
{
    public DinerDb CreateDbContext(string[] args)
    {
        var settings = HostSettings.From(null, null);
        var services = new ServiceCollection().AddDiner(settings, MasterKey.FromBytes(RandomNumberGenerator.GetBytes(32))).AddLogging().BuildServiceProvider();
        return services.GetRequiredService<IDbContextFactory<DinerDb>>().CreateDbContext();
    }
}
