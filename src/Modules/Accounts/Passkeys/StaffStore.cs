using Diner.Accounts.Staff;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Passkeys;

/// <summary>
/// Staff as ASP.NET Core Identity stores and finds people: over the context of a unit of work, so that what Identity writes commits with its
/// caller's transaction; or over one that only reads. Accounts are made and removed by our use cases, which write their audit rows too.
/// </summary>
internal sealed class StaffStore(DinerDb db) : IUserPasswordStore<StaffMember>, IUserPasskeyStore<StaffMember>
{
    public Task<string> GetUserIdAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(user.Id.Value.ToString("D"));

    public Task<string?> GetUserNameAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<StaffMember?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(userId, out var id))
            return Task.FromResult<StaffMember?>(null);
        var staff = new StaffId(id);
        return db.Set<StaffMember>().SingleOrDefaultAsync(s => s.Id == staff, cancellationToken);
    }

    public Task<StaffMember?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        db.Set<StaffMember>().SingleOrDefaultAsync(s => s.Email == normalizedUserName, cancellationToken);

    public Task<string?> GetPasswordHashAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.PasswordHash);

    public Task<bool> HasPasswordAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(true);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(StaffMember user, CancellationToken cancellationToken) =>
        [.. (await db.Set<Passkey>().Where(p => p.StaffId == user.Id).ToListAsync(cancellationToken)).Select(p => p.ToInfo())];

    public Task<StaffMember?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        db.Set<Passkey>().Where(p => p.CredentialId == credentialId).Join(db.Set<StaffMember>(), p => p.StaffId, s => s.Id, (_, s) => s).SingleOrDefaultAsync(cancellationToken);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(StaffMember user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await FindAsync(user, credentialId, cancellationToken))?.ToInfo();

    public async Task AddOrUpdatePasskeyAsync(StaffMember user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, passkey.CredentialId, cancellationToken) is { } known)
        {
            (known.SignCount, known.IsBackedUp) = (passkey.SignCount, passkey.IsBackedUp);
            return;
        }

        db.Add(new Passkey
        {
            CredentialId = passkey.CredentialId,
            StaffId = user.Id,
            Name = passkey.Name ?? "",
            PublicKey = passkey.PublicKey,
            SignCount = passkey.SignCount,
            Transports = string.Join(' ', passkey.Transports ?? []),
            IsUserVerified = passkey.IsUserVerified,
            IsBackupEligible = passkey.IsBackupEligible,
            IsBackedUp = passkey.IsBackedUp,
            CreatedAt = passkey.CreatedAt,
        });
    }

    public async Task RemovePasskeyAsync(StaffMember user, byte[] credentialId, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, credentialId, cancellationToken) is { } known)
            db.Remove(known);
    }

    public async Task<IdentityResult> UpdateAsync(StaffMember user, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public Task SetPasswordHashAsync(StaffMember user, string? passwordHash, CancellationToken cancellationToken) => throw ByUseCase("StaffPasswords");

    public Task SetUserNameAsync(StaffMember user, string? userName, CancellationToken cancellationToken) => throw ByUseCase("the address a person was invited with");

    // The address is stored in lower case: there is no second, normalised one to set, and Identity sets it at every update.
    public Task SetNormalizedUserNameAsync(StaffMember user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IdentityResult> CreateAsync(StaffMember user, CancellationToken cancellationToken) => throw ByUseCase("AcceptInvitation");

    public Task<IdentityResult> DeleteAsync(StaffMember user, CancellationToken cancellationToken) => throw ByUseCase("ChangeRoles");

    public void Dispose()
    {
        // The context is its owner's.
    }

    private static NotSupportedException ByUseCase(string which) => new($"Not through Identity: {which} decides it, in a transaction with its audit row.");

    private Task<Passkey?> FindAsync(StaffMember user, byte[] credentialId, CancellationToken ct) =>
        db.Set<Passkey>().SingleOrDefaultAsync(p => p.CredentialId == credentialId && p.StaffId == user.Id, ct);
}
