using Diner.Accounts.Seats;
using Diner.Accounts.SecondFactors;
using Diner.Accounts.Setup;
using Diner.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Accounts;

/// <summary>Merchants, the people who work for them and for the operator, what each may do, and their sign-ins.</summary>
public sealed class AccountsModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SetupLinks>();
        services.AddSingleton<CreateFirstAdministrator>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignIn>();
        services.AddSecondFactors();
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model) => AccountsModel.AddTo(model);
}
