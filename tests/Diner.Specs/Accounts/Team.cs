using Diner.Accounts.Invitations;
using Diner.Accounts.Letters;
using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Accounts.Staff;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Accounts;

/// <summary>People of one merchant, or of the operator, as specs need them.</summary>
internal sealed class Team(House house)
{
    public const string Password = "the lamp is always on";

    private int _people;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Actor Boss { get; } = new(ActorKind.Staff, new Guid("019aa000-0000-7000-8000-0000000000aa"), "boss@example.com", "127.0.0.1");

    public static SignInPlace Place { get; } = new("192.0.2.1", "test") { Device = "one" };

    public MerchantId Merchant { get; private set; }

    public static async Task<Team> OpenAsync(House house) => new(house) { Merchant = await Clerk.AddMerchantAsync(house.Get<IServiceProvider>(), "We", Ct) };

    public Task<StaffId> AddAsync(MerchantId? merchant, params Role[] roles) =>
        Clerk.AddStaffAsync(house.Get<IServiceProvider>(), $"person{++_people}@example.com", merchant, roles, Ct);

    public Task<string> OpenSessionAsync(StaffId staff) => Clerk.OpenAsync(house.Get<IServiceProvider>(), staff, house.Clock.GetUtcNow(), Ct);

    public Task<Seat?> SeatAsync(string token) => house.Get<Sessions>().FindAsync(token, Ct);

    public Task<Result<Guid>> InviteAsync(string email, params Role[] roles) =>
        house.Get<InviteStaff>().RunAsync(Boss, new StaffInvite(roles.Length > 0 && roles[0] >= Role.Administrator ? null : Merchant, email, roles, "en"), Ct);

    /// <summary>The token of the link in the letter.</summary>
    public async Task<string> TokenAsync(StaffLetterKind kind, Guid letter) => (await LetterAsync(kind, letter))!.Path.Split('/')[^1];

    public Task<StaffLetter?> LetterAsync(StaffLetterKind kind, Guid letter) => house.Get<StaffLetters>().FindAsync(kind, letter, Ct);

    public Task<Result<StaffId>> AcceptAsync(string token, string password = Password) => house.Get<AcceptInvitation>().RunAsync(token, "New", password, "192.0.2.1", Ct);

    public async Task<List<StaffMember>> PeopleAsync()
    {
        await using var db = house.Get<Database>().Read();
        return await db.Set<StaffMember>().ToListAsync(Ct);
    }

    public async Task<List<(string Action, bool Succeeded)>> AuditAsync()
    {
        await using var db = house.Get<Database>().Read();
        return [.. (await db.Set<AuditRow>().OrderBy(r => r.Number).ToListAsync(Ct)).Select(r => (r.Action, r.Succeeded))];
    }
}
