using Diner.Accounts.Merchants;
using Diner.Accounts.Setup;
using Diner.Accounts.Staff;
using Diner.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Accounts;

/// <summary>
/// Merchants, the people who work for them and for the operator, what each may do, and their sign-ins. The host registers
/// <see cref="AccountsOptions"/>; somebody who can send mail implements <see cref="Letters.IStaffPost"/>.
/// </summary>
public sealed class AccountsModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SetupLinks>();
        services.AddSingleton<Merchants.Merchants>();
        services.AddSingleton<OpenMerchant>();
        services.AddSingleton<SuspendMerchant>();
        services.AddSingleton<StaffList>();
        services.AddSingleton<ChangeRoles>();
        services.AddSingleton<SaveOwnDetails>();
        services.AddUsers();
        services.AddSeats();
        services.AddSecondFactors();
        services.AddPasswords();
        services.AddInvitations();
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model) => AccountsModel.AddTo(model);
}
