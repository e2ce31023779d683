using Diner.Accounts.Merchants;
using Diner.Accounts.Seats;
using Diner.Accounts.SecondFactors;
using Diner.Accounts.Setup;
using Diner.Accounts.Staff;
using Diner.Accounts.Tries;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts;

internal static class AccountsModel
{
    public static void AddTo(ModelBuilder model)
    {
        model.Entity<Merchant>(merchant =>
        {
            merchant.ToTable("accounts_merchants");
            merchant.HasData(new Merchant { Id = MerchantId.House, Name = "自营", CreatedAt = DateTimeOffset.UnixEpoch });
        });
        model.Entity<StaffMember>(staff =>
        {
            staff.ToTable("accounts_staff");
            staff.Property(s => s.Email).HasMaxLength(StaffEmail.LengthMax);
            staff.HasIndex(s => s.Email).IsUnique();
            staff.HasIndex(s => s.MerchantId);
        });
        model.Entity<StaffRole>(role =>
        {
            role.ToTable("accounts_staff_roles");
            role.HasKey(r => new { r.StaffId, r.Role });
        });
        model.Entity<Session>(session =>
        {
            session.ToTable("accounts_sessions");
            session.HasIndex(s => s.TokenHash).IsUnique();
            session.HasIndex(s => new { s.StaffId, s.CreatedAt });
        });
        model.Entity<RecoveryCode>(code =>
        {
            code.ToTable("accounts_recovery_codes");
            code.HasKey(c => new { c.StaffId, c.Hash });
        });
        model.Entity<TryCount>(count =>
        {
            count.ToTable("accounts_tries");
            count.HasKey(c => c.Name);
            count.Property(c => c.Name).HasMaxLength(64);
            count.HasIndex(c => c.LastAt);
        });
        model.Entity<SetupLink>(link =>
        {
            link.ToTable("accounts_setup_links", table => table.HasCheckConstraint("ck_accounts_setup_links_one", "id = 1"));
            link.Property(l => l.Id).ValueGeneratedNever();
        });
    }
}
