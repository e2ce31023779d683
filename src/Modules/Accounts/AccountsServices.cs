using Diner.Accounts.Invitations;
using Diner.Accounts.Letters;
using Diner.Accounts.Passkeys;
using Diner.Accounts.Passwords;
using Diner.Accounts.Seats;
using Diner.Accounts.SecondFactors;
using Diner.Accounts.Setup;
using Diner.Accounts.Tries;
using Diner.Accounts.Users;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Accounts;

// Use cases are public; what they work with is not, so their constructors are not either, and the container is told how to make them.
internal static class AccountsServices
{
    /// <summary>Signing in, sessions, history.</summary>
    public static void AddSeats(this IServiceCollection services)
    {
        services.AddSingleton<TryGate>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<OwnSessions>();
        services.AddSingleton<SignInHistory>();
        services.AddSingleton<OpenSession>();
        services.AddSingleton(h => new SignIn(h.Get<Database>(), h.Get<OpenSession>(), h.Get<SignInHistory>(), h.Get<TryGate>(), h.Get<AuditTrail>()));
        services.AddSingleton<ForgetOld>();
        services.AddHostedService(h => h.Get<ForgetOld>());
    }

    /// <summary>Everybody with an account, as the operator's security administrator looks after them.</summary>
    public static void AddUsers(this IServiceCollection services)
    {
        services.AddSingleton<UserList>();
        services.AddSingleton(h => new SecureUser(h.Get<LetterTools>(), h.Get<UserList>(), h.Get<AuditTrail>()));
    }

    /// <summary>Authenticator apps, recovery codes, passkeys.</summary>
    public static void AddSecondFactors(this IServiceCollection services)
    {
        services.AddSingleton<TotpSecrets>();
        services.AddSingleton<SecondFactorTools>();
        services.AddSingleton<Ceremonies>();
        services.AddSingleton(h => new RecoveryCodes(h.Get<Database>(), h.Get<TotpSecrets>(), h.Get<TimeProvider>()));
        services.AddSingleton(h => new EnrolAuthenticator(h.Get<SecondFactorTools>(), h.Get<AuditTrail>()));
        services.AddSingleton(h => new ProveSecondFactor(h.Get<SecondFactorTools>(), h.Get<TryGate>(), h.Get<AuditTrail>()));
        services.AddSingleton(h => new OwnPasskeys(h.Get<Database>(), h.Get<Ceremonies>(), h.Get<AuditTrail>(), h.Get<TimeProvider>()));
        services.AddSingleton(h => new UsePasskey(h.Get<Database>(), h.Get<Ceremonies>(), h.Get<OpenSession>(), h.Get<TryGate>(), h.Get<AuditTrail>()));
    }

    /// <summary>Which password may be, and changing it.</summary>
    public static void AddPasswords(this IServiceCollection services)
    {
        services.AddSingleton<KnownPasswords>();
        services.AddSingleton<PasswordRules>();
        services.AddSingleton<NewAccounts>();
        services.AddSingleton(h => new ChangePassword(h.Get<Database>(), h.Get<PasswordRules>(), h.Get<TryGate>(), h.Get<AuditTrail>(), h.Get<TimeProvider>()));
        services.AddSingleton(h => new ResetPassword(h.Get<Database>(), h.Get<PasswordRules>(), h.Get<AuditTrail>(), h.Get<TimeProvider>()));
        services.AddSingleton(h => new MailPasswordLink(h.Get<LetterTools>(), h.Get<TryGate>(), h.Get<AuditTrail>(), h.Get<IdSource>()));
        services.AddSingleton(h => new CreateFirstAdministrator(h.Get<Database>(), h.Get<SetupLinks>(), h.Get<NewAccounts>(), h.Get<AuditTrail>()));
    }

    /// <summary>Letters to staff, and coming to work here.</summary>
    public static void AddInvitations(this IServiceCollection services)
    {
        services.AddSingleton<LinkTokens>();
        services.AddSingleton<LetterTools>();
        services.AddSingleton(h => new StaffLetters(h.Get<Database>(), h.Get<LinkTokens>(), h.Get<TimeProvider>()));
        services.AddSingleton<Invitations.Invitations>();
        services.AddSingleton(h => new InviteStaff(h.Get<LetterTools>(), h.Get<AuditTrail>()));
        services.AddSingleton(h => new NotifyOwners(h.Get<LetterTools>()));
        services.AddSingleton(h => new AcceptInvitation(h.Get<Database>(), h.Get<Invitations.Invitations>(), h.Get<NewAccounts>(), h.Get<AuditTrail>()));
    }

    private static T Get<T>(this IServiceProvider house)
        where T : notnull => house.GetRequiredService<T>();
}
