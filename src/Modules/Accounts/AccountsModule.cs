using Diner.Accounts.Administrators;
using Diner.Accounts.Setup;
using Diner.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Accounts;

/// <summary>Who runs the house: for now the first administrator, made through a one-time set-up link.</summary>
public sealed class AccountsModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SetupLinks>();
        services.AddSingleton<CreateFirstAdministrator>();
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model)
    {
        model.Entity<Administrator>(administrator =>
        {
            administrator.ToTable("accounts_administrators");
            administrator.Property(a => a.Email).HasMaxLength(AdministratorEmail.LengthMax);
            administrator.HasIndex(a => a.Email).IsUnique();
        });
        model.Entity<SetupLink>(link =>
        {
            link.ToTable("accounts_setup_links", table => table.HasCheckConstraint("ck_accounts_setup_links_one", "id = 1"));
            link.Property(l => l.Id).ValueGeneratedNever();
        });
    }
}
