using Diner.Accounts.Invitations;
using Diner.Accounts.Letters;
using Diner.Accounts.Merchants;
using Diner.Accounts.Passkeys;
using Diner.Accounts.Passwords;
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
            staff.Property(s => s.Name).HasMaxLength(StaffMember.NameCharsMax);
            staff.HasIndex(s => s.Email).IsUnique();
            staff.HasIndex(s => new { s.MerchantId, s.Email });
            staff.HasIndex(s => s.ResetLetterId).IsUnique();
        });
        model.Entity<StaffRole>(role =>
        {
            role.ToTable("accounts_staff_roles");
            role.HasKey(r => new { r.StaffId, r.Role });
            // System, security and audit administration are three people (GB/T 22239 level 2): the database holds it too.
            role.HasIndex(r => r.StaffId).IsUnique().HasFilter("role in (11, 15, 16)").HasDatabaseName("ux_accounts_staff_roles_apart");
        });
        model.Entity<Session>(session =>
        {
            session.ToTable("accounts_sessions");
            session.HasIndex(s => s.TokenHash).IsUnique();
            session.HasIndex(s => new { s.StaffId, s.CreatedAt });
            session.HasIndex(s => s.ExpiresAt);
        });
        AddPasswords(model);
        AddPasskeys(model);
        StaffNotice.AddTo(model);
        model.Entity<SignInRecord>(record =>
        {
            record.ToTable("accounts_sign_ins");
            record.HasIndex(r => new { r.StaffId, r.Id });
            record.HasIndex(r => r.At);
        });
        model.Entity<Invitation>(invitation =>
        {
            invitation.ToTable("accounts_invitations");
            invitation.Property(i => i.Email).HasMaxLength(StaffEmail.LengthMax);
            invitation.HasIndex(i => i.TokenHash).IsUnique();
            invitation.HasIndex(i => i.LetterId).IsUnique();
            invitation.HasIndex(i => new { i.Email, i.Id }).HasFilter("ended_at is null").HasDatabaseName("ix_accounts_invitations_by_email");
            invitation.HasIndex(i => new { i.MerchantId, i.Email }).HasFilter("ended_at is null").HasDatabaseName("ix_accounts_invitations_open");
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

    private static void AddPasswords(ModelBuilder model)
    {
        model.Entity<OldPassword>(old =>
        {
            old.ToTable("accounts_old_passwords");
            old.HasKey(o => new { o.StaffId, o.ReplacedAt });
        });
        model.Entity<PasswordLink>(link =>
        {
            link.ToTable("accounts_password_links");
            link.HasKey(l => l.StaffId);
            link.HasIndex(l => l.TokenHash).IsUnique();
            link.HasIndex(l => l.LetterId).IsUnique();
        });
    }

    private static void AddPasskeys(ModelBuilder model)
    {
        model.Entity<Passkey>(passkey =>
        {
            passkey.ToTable("accounts_passkeys");
            passkey.HasKey(p => p.CredentialId);
            passkey.HasIndex(p => p.StaffId);
        });
        model.Entity<UsedChallenge>(used =>
        {
            used.ToTable("accounts_used_challenges");
            used.HasKey(u => u.Hash);
            used.HasIndex(u => u.ExpiresAt);
        });
    }
}
