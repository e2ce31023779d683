using Diner.Accounts.Invitations;
using Diner.Accounts.Letters;
using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Xunit;

namespace Diner.Specs.Accounts;

public abstract class InvitationSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private const string Email = "new@example.com";

    private Team? _team;

    private Team Team => _team ?? throw new InvalidOperationException("The team comes in InitializeAsync.");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _team = await Team.OpenAsync(House);
    }

    [Fact]
    public async Task Who_is_invited_makes_an_account_with_the_roles_given()
    {
        var token = await InvitedAsync();
        Assert.True((await Team.AcceptAsync(token)).IsOk);
        var seat = await Team.SeatAsync((await House.Get<SignIn>().RunAsync(Email, Team.Password, Team.Place, Ct)).Value!);
        Assert.Equal([Role.StockKeeper, Role.Support], seat!.Roles.Order());
        Assert.Equal(Team.Merchant, seat.Merchant);
    }

    [Fact]
    public async Task An_invitation_taken_up_twenty_times_at_once_makes_one_account()
    {
        var token = await InvitedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Team.AcceptAsync(token), Ct)));
        Assert.Single(answers, answer => answer.IsOk);
        Assert.Single(await Team.PeopleAsync());
        Assert.Equal(ProblemCode.NotFound, (await Team.AcceptAsync(token)).Problem?.Code);
    }

    [Fact]
    public async Task Two_invitations_of_one_address_make_one_account()
    {
        var first = await InvitedAsync();
        var they = await Clerk.AddMerchantAsync(House.Get<IServiceProvider>(), "They", Ct);
        var second = await Team.TokenAsync(StaffLetterKind.Invitation, (await House.Get<InviteStaff>().RunAsync(Team.Boss, new StaffInvite(they, Email, [Role.Owner], "en"), Ct)).Value);
        Assert.True((await Team.AcceptAsync(first)).IsOk);
        Assert.Equal(ProblemCode.WrongState, (await Team.AcceptAsync(second)).Problem?.Code);
    }

    [Fact]
    public async Task A_link_opens_for_72_hours()
    {
        var token = await InvitedAsync();
        House.Clock.Advance(InviteStaff.Lifetime - TimeSpan.FromSeconds(1));
        Assert.NotNull(await House.Get<Invitations>().FindAsync(token, Ct));
        House.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ProblemCode.NotFound, (await Team.AcceptAsync(token)).Problem?.Code);
    }

    [Fact]
    public async Task Sent_again_it_has_another_link_and_the_first_opens_nothing()
    {
        var id = (await Team.InviteAsync(Email, Role.Support)).Value;
        var first = await Team.TokenAsync(StaffLetterKind.Invitation, id);
        Assert.True((await House.Get<InviteStaff>().ResendAsync(Team.Boss, Team.Merchant, id, Ct)).IsOk);
        Assert.Equal(ProblemCode.NotFound, (await Team.AcceptAsync(first)).Problem?.Code);
        Assert.Null(await Team.LetterAsync(StaffLetterKind.Invitation, id));
        Assert.Single(await House.Get<Invitations>().ListAsync(Team.Merchant, Ct));
    }

    [Fact]
    public async Task Withdrawn_it_opens_nothing()
    {
        var id = (await Team.InviteAsync(Email, Role.Support)).Value;
        var token = await Team.TokenAsync(StaffLetterKind.Invitation, id);
        Assert.True((await House.Get<InviteStaff>().WithdrawAsync(Team.Boss, Team.Merchant, id, Ct)).IsOk);
        Assert.Equal(ProblemCode.NotFound, (await Team.AcceptAsync(token)).Problem?.Code);
        Assert.Equal(ProblemCode.NotFound, (await House.Get<InviteStaff>().ResendAsync(Team.Boss, Team.Merchant, id, Ct)).Problem?.Code);
    }

    [Fact]
    public async Task Another_merchants_invitation_is_not_there()
    {
        var id = (await Team.InviteAsync(Email, Role.Support)).Value;
        var they = await Clerk.AddMerchantAsync(House.Get<IServiceProvider>(), "They", Ct);
        Assert.Equal(ProblemCode.NotFound, (await House.Get<InviteStaff>().WithdrawAsync(Team.Boss, they, id, Ct)).Problem?.Code);
        Assert.Equal(ProblemCode.NotFound, (await House.Get<InviteStaff>().ResendAsync(Team.Boss, null, id, Ct)).Problem?.Code);
    }

    [Fact]
    public async Task A_new_invitation_replaces_the_open_one()
    {
        var first = await InvitedAsync();
        await InvitedAsync();
        Assert.Single(await House.Get<Invitations>().ListAsync(Team.Merchant, Ct));
        Assert.Equal(ProblemCode.NotFound, (await Team.AcceptAsync(first)).Problem?.Code);
    }

    [Theory]
    [InlineData("nobody", ProblemCode.InvalidContact, Role.Support)]
    [InlineData(Email, ProblemCode.RolesRefused)]
    [InlineData(Email, ProblemCode.RolesRefused, Role.Support, Role.Reviewer)]
    [InlineData(Email, ProblemCode.RolesRefused, Role.Administrator, Role.AuditAdministrator)]
    [InlineData("person1@example.com", ProblemCode.WrongState, Role.Support)]
    public async Task What_cannot_be_is_refused(string email, ProblemCode expected, params Role[] roles)
    {
        await Team.AddAsync(Team.Merchant, Role.Owner);
        Assert.Equal(expected, (await Team.InviteAsync(email, roles)).Problem?.Code);
    }

    [Theory]
    [InlineData("short", ProblemCode.InvalidPassword)]
    [InlineData("passwordpassword", ProblemCode.BreachedPassword)]
    [InlineData(Email, ProblemCode.InvalidPassword)]
    public async Task A_refused_password_leaves_the_link_open(string password, ProblemCode expected)
    {
        var token = await InvitedAsync();
        Assert.Equal(expected, (await Team.AcceptAsync(token, password)).Problem?.Code);
        Assert.True((await Team.AcceptAsync(token)).IsOk);
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_forged_link_opens_nothing(string forged)
    {
        await InvitedAsync();
        Assert.Equal(ProblemCode.NotFound, (await Team.AcceptAsync(forged)).Problem?.Code);
    }

    [Fact]
    public async Task No_more_than_fifty_are_open()
    {
        for (var i = 0; i < Invitations.OpenMax; i++)
            Assert.True((await Team.InviteAsync($"new{i}@example.com", Role.Support)).IsOk);
        Assert.Equal(ProblemCode.LimitReached, (await Team.InviteAsync(Email, Role.Support)).Problem?.Code);
    }

    private async Task<string> InvitedAsync() => await Team.TokenAsync(StaffLetterKind.Invitation, (await Team.InviteAsync(Email, Role.Support, Role.StockKeeper)).Value);
}

public sealed class InvitationsOnSqlite() : InvitationSpecs(DatabaseKind.Sqlite);

public sealed class InvitationsOnPostgres() : InvitationSpecs(DatabaseKind.Postgres);
