using Diner.Accounts.Letters;
using Diner.Accounts.Passkeys;
using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Accounts.SecondFactors;
using Diner.Accounts.Staff;
using Diner.Accounts.Users;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Delivery.Mail;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Accounts;

public abstract class UserSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private Team? _team;

    private Team Team => _team ?? throw new InvalidOperationException("The team comes in InitializeAsync.");

    private SecureUser Secure => House.Get<SecureUser>();

    private UserList Users => House.Get<UserList>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _team = await Team.OpenAsync(House);
    }

    [Fact]
    public async Task A_locked_account_lets_nobody_in_and_ends_every_session()
    {
        var staff = await Team.AddAsync(Team.Merchant, Role.Support);
        var token = await Team.OpenSessionAsync(staff);
        Assert.Equal(House.Clock.GetUtcNow(), (await Secure.LockAsync(Team.Boss, staff, Ct)).Value!.LockedAt);
        Assert.Null(await Team.SeatAsync(token));
        Assert.Equal(ProblemCode.AccountLocked, (await SignInAsync(Team.Password)).Problem?.Code);
        Assert.Equal([("user.locked", true), ("session.refused", false)], await Team.AuditAsync());
    }

    [Fact]
    public async Task Only_who_knows_the_password_is_told_that_the_account_is_locked()
    {
        await Secure.LockAsync(Team.Boss, await Team.AddAsync(Team.Merchant, Role.Support), Ct);
        Assert.Equal(ProblemCode.NotFound, (await SignInAsync("not the password")).Problem?.Code);
    }

    [Fact]
    public async Task An_unlocked_account_opens_again_with_its_counted_tries_forgotten()
    {
        var staff = await Team.AddAsync(Team.Merchant, Role.Support);
        for (var i = 0; i < 5; i++)
            await SignInAsync("not the password");
        Assert.NotNull((await Users.FindAsync(staff, Ct))!.WaitsUntil);
        await Secure.LockAsync(Team.Boss, staff, Ct);
        var open = (await Secure.UnlockAsync(Team.Boss, staff, Ct)).Value!;
        Assert.Equal((null, null), (open.LockedAt, open.WaitsUntil));
        Assert.True((await SignInAsync(Team.Password)).IsOk);
    }

    [Fact]
    public async Task A_reset_takes_every_second_factor_ends_sessions_and_writes_to_the_person()
    {
        var person = new Enrollee(House, await Team.AddAsync(Team.Merchant, Role.Owner));
        await person.OpenAsync();
        await person.EnrolAsync();
        await AddPasskeyAsync(person.Staff);
        var token = await Team.OpenSessionAsync(person.Staff);
        Assert.False((await Secure.ResetSecondFactorAsync(Team.Boss, person.Staff, Ct)).Value!.HasSecondFactor);
        Assert.Equal(0, await House.Get<RecoveryCodes>().CountLeftAsync(person.Staff, Ct));
        Assert.Null(await Team.SeatAsync(token));
        Assert.Equal("person1@example.com", (await Team.LetterAsync(StaffLetterKind.SecondFactorReset, await ResetLetterAsync()))!.To);
    }

    [Fact]
    public async Task After_a_reset_the_person_enrols_before_anything_else()
    {
        var person = new Enrollee(House, await Team.AddAsync(Team.Merchant, Role.Owner));
        await person.OpenAsync();
        await person.EnrolAsync();
        await Secure.ResetSecondFactorAsync(Team.Boss, person.Staff, Ct);
        House.Clock.Advance(TimeSpan.FromMinutes(1));
        await person.OpenAsync();
        Assert.Equal(SeatGap.Enrolment, (await person.SeatAsync()).Gap);
        Assert.Equal(RecoveryCodes.Count, (await person.EnrolAsync()).Count);
    }

    [Fact]
    public async Task A_reset_without_a_second_factor_changes_nothing()
    {
        await Secure.ResetSecondFactorAsync(Team.Boss, await Team.AddAsync(Team.Merchant, Role.Support), Ct);
        Assert.Empty(await Team.AuditAsync());
    }

    [Fact]
    public async Task Nobody_does_it_to_themselves()
    {
        var staff = await Team.AddAsync(null, Role.SecurityAdministrator);
        var self = new Actor(ActorKind.Staff, staff.Value, "person1@example.com", "");
        foreach (var act in (Func<Actor, StaffId, CancellationToken, Task<Result<UserView>>>[])[Secure.LockAsync, Secure.UnlockAsync, Secure.EndSessionsAsync, Secure.ResetSecondFactorAsync])
            Assert.Equal(ProblemCode.OwnAccount, (await act(self, staff, Ct)).Problem?.Code);
        Assert.Equal(4, (await Team.AuditAsync()).Count(row => !row.Succeeded));
    }

    [Fact]
    public async Task Nobody_is_not_found() =>
        Assert.Equal(ProblemCode.NotFound, (await Secure.LockAsync(Team.Boss, new StaffId(Team.Boss.Id!.Value), Ct)).Problem?.Code);

    [Fact]
    public async Task People_are_found_by_name_merchant_role_and_lock()
    {
        var owner = await Team.AddAsync(Team.Merchant, Role.Owner, Role.Finance);
        var locked = await Team.AddAsync(Team.Merchant, Role.Support);
        var guard = await Team.AddAsync(null, Role.SecurityAdministrator);
        await Secure.LockAsync(Team.Boss, locked, Ct);
        Assert.Equal([owner, locked, guard], await FindAsync(new UserFilter()));
        Assert.Equal([guard], await FindAsync(new UserFilter { Text = "PERSON3" }));
        Assert.Equal([owner, locked], await FindAsync(new UserFilter { Merchant = Team.Merchant }));
        Assert.Equal([guard], await FindAsync(new UserFilter { IsOperators = true }));
        Assert.Equal([owner], await FindAsync(new UserFilter { Role = Role.Finance }));
        Assert.Equal([locked], await FindAsync(new UserFilter { IsLocked = true }));
    }

    [Fact]
    public async Task A_page_of_people_begins_after_the_last_one()
    {
        await Team.AddAsync(Team.Merchant, Role.Owner);
        var second = await Team.AddAsync(null, Role.Reviewer);
        Assert.Equal([second], (await Users.ListAsync(new UserFilter(), "person1@example.com", Ct)).Select(user => user.Id));
    }

    [Fact]
    public async Task Who_is_invited_is_listed_until_they_come()
    {
        var letter = (await Team.InviteAsync("new@example.com", Role.Support)).Value;
        Assert.Equal("new@example.com", Assert.Single(await Users.InvitedAsync(new UserFilter { Merchant = Team.Merchant }, ("", default), Ct)).Email);
        Assert.Empty(await Users.InvitedAsync(new UserFilter { IsOperators = true }, ("", default), Ct));
        Assert.Empty(await Users.InvitedAsync(new UserFilter(), ("new@example.com", letter), Ct));
    }

    private async Task<IReadOnlyList<StaffId>> FindAsync(UserFilter filter) => [.. (await Users.ListAsync(filter, "", Ct)).Select(user => user.Id)];

    private Task<Result<string>> SignInAsync(string password) => House.Get<SignIn>().RunAsync("person1@example.com", password, Team.Place, Ct);

    private Task<int> AddPasskeyAsync(StaffId staff) => House.Get<Database>().WriteAsync(
        work =>
        {
            work.Db.Add(new Passkey { CredentialId = [1, 2, 3], StaffId = staff, Name = "phone", PublicKey = [4], Transports = "", CreatedAt = House.Clock.GetUtcNow() });
            return Task.FromResult(1);
        },
        Ct);

    private async Task<Guid> ResetLetterAsync()
    {
        await using var db = House.Get<Database>().Read();
        return (await db.Set<OutgoingMessage>().SingleAsync(m => m.Template == MailTemplate.StaffSecondFactorReset, Ct)).SubjectId;
    }
}

public sealed class UsersOnSqlite() : UserSpecs(DatabaseKind.Sqlite);

public sealed class UsersOnPostgres() : UserSpecs(DatabaseKind.Postgres);
