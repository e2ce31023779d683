using Diner.Accounts.Merchants;
using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Accounts.Staff;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Testing;

/// <summary>Puts people behind the counter without their having to sign in.</summary>
public static class Clerk
{
    /// <summary>The password of every account made here.</summary>
    public const string Password = "the lamp is always on";

    /// <summary>Who does what tests do, for the audit trail.</summary>
    public static readonly Actor Tester = Actor.House("test");

    private static readonly Lazy<string> PasswordHash = new(() => StaffPasswords.Hash(Password));

    /// <summary>A new merchant.</summary>
    public static async Task<MerchantId> AddMerchantAsync(IServiceProvider house, string name, CancellationToken ct)
    {
        var id = house.GetRequiredService<IdSource>().Next<MerchantId>();
        var merchant = new Merchant { Id = id, Name = name, CreatedAt = house.GetRequiredService<TimeProvider>().GetUtcNow() };
        await house.GetRequiredService<Database>().WriteAsync(work => Task.FromResult(work.Db.Add(merchant)), ct);
        return id;
    }

    /// <summary>A new account with these roles; the operator's when there is no merchant.</summary>
    public static async Task<StaffId> AddStaffAsync(IServiceProvider house, string email, MerchantId? merchant, Role[] roles, CancellationToken ct)
    {
        var staff = new StaffMember
        {
            Id = house.GetRequiredService<IdSource>().Next<StaffId>(),
            MerchantId = merchant,
            Email = email,
            Name = email[..email.IndexOf('@', StringComparison.Ordinal)],
            PasswordHash = PasswordHash.Value,
            PasswordSetAt = house.GetRequiredService<TimeProvider>().GetUtcNow(),
            CreatedAt = house.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        await house.GetRequiredService<Database>().WriteAsync(
            work =>
            {
                work.Db.Add(staff);
                work.Db.AddRange(roles.Select(role => new StaffRole { StaffId = staff.Id, Role = role }));
                return Task.FromResult(true);
            },
            ct);
        return staff.Id;
    }

    /// <summary>The <c>Cookie</c> header of a session that has its second factor, over plain HTTP.</summary>
    public static async Task<string> SeatAsync(IServiceProvider house, StaffId staff, CancellationToken ct) =>
        $"seat={await OpenAsync(house, staff, house.GetRequiredService<TimeProvider>().GetUtcNow(), ct)}";

    /// <summary>The token of a new session whose second factor was proved then; null for not yet.</summary>
    public static Task<string> OpenAsync(IServiceProvider house, StaffId staff, DateTimeOffset? secondFactorAt, CancellationToken ct) => house.GetRequiredService<Database>().WriteAsync(
        async work =>
        {
            var person = await work.Db.Set<StaffMember>().SingleAsync(s => s.Id == staff, ct);
            var (_, token) = await house.GetRequiredService<Sessions>().AddAsync(work, person, new SignInPlace("127.0.0.1", "test"), hasSecondFactor: false, ct);
            work.Db.Set<Session>().Local.Single().SecondFactorAt = secondFactorAt;
            return token;
        },
        ct);
}
