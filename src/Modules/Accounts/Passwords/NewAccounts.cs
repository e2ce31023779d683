using Diner.Accounts.Staff;
using Diner.Kernel;

namespace Diner.Accounts.Passwords;

/// <summary>What an account begins with: an address that was read, and a password that may be taken, hashed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Email">The address.</param>
/// <param name="PasswordHash">The hash.</param>
/// <param name="At">Now.</param>
internal sealed record NewAccount(StaffId Id, string Email, string PasswordHash, DateTimeOffset At)
{
    public StaffMember For(MerchantId? merchant, string name) => new()
    {
        Id = Id,
        MerchantId = merchant,
        Email = Email,
        Name = name,
        PasswordHash = PasswordHash,
        PasswordSetAt = At,
        CreatedAt = At,
    };
}

/// <summary>Prepares accounts. Hashing takes a tenth of a second, so it is done before a transaction is opened.</summary>
internal sealed class NewAccounts(PasswordRules rules, IdSource ids, TimeProvider clock)
{
    public async Task<Result<NewAccount>> MakeAsync(string email, string password, CancellationToken ct) =>
        await rules.CheckAsync(password, email, staff: null, ct) is { } wrong ? wrong : new NewAccount(ids.Next<StaffId>(), email, StaffPasswords.Hash(password), clock.GetUtcNow());
}
