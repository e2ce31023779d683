using Diner.Accounts.Letters;
using Diner.Accounts.Passwords;
using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Delivery.Mail;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Accounts;

public abstract class PasswordSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private const string Email = "person1@example.com";
    private const string Fresh = "seven lanterns in the rain";
    private static readonly Actor Self = Actor.Visitor(Email, "");

    private Team? _team;
    private string _session = "";

    private Team Team => _team ?? throw new InvalidOperationException("The team comes in InitializeAsync.");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _team = await Team.OpenAsync(House);
        _session = await Team.OpenSessionAsync(await Team.AddAsync(Team.Merchant, Role.Owner));
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions()
    {
        var seat = await SeatAsync();
        var other = await Team.OpenSessionAsync(seat.StaffId);
        Assert.True((await ChangeAsync(Team.Password, Fresh)).IsOk);
        Assert.Null(await Team.SeatAsync(other));
        Assert.NotNull(await Team.SeatAsync(_session));
        Assert.True((await House.Get<SignIn>().RunAsync(Email, Fresh, Team.Place, Ct)).IsOk);
        Assert.False((await House.Get<SignIn>().RunAsync(Email, Team.Password, Team.Place, Ct)).IsOk);
    }

    [Theory]
    [InlineData("not the password", Fresh, ProblemCode.InvalidCode)]
    [InlineData(Team.Password, "eleven char", ProblemCode.InvalidPassword)]
    [InlineData(Team.Password, Email, ProblemCode.InvalidPassword)]
    [InlineData(Team.Password, "Password1234", ProblemCode.BreachedPassword)]
    [InlineData(Team.Password, "1qaz2wsx3edc", ProblemCode.BreachedPassword)]
    [InlineData(Team.Password, Team.Password, ProblemCode.ReusedPassword)]
    public async Task What_may_not_be_is_refused(string current, string password, ProblemCode expected) =>
        Assert.Equal(expected, (await ChangeAsync(current, password)).Problem?.Code);

    [Fact]
    public async Task None_of_the_last_five_comes_again_and_the_one_before_may()
    {
        var current = Team.Password;
        for (var i = 1; i <= 5; i++)
        {
            House.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.True((await ChangeAsync(current, $"{Fresh} {i}")).IsOk);
            current = $"{Fresh} {i}";
        }

        House.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ProblemCode.ReusedPassword, (await ChangeAsync(current, $"{Fresh} 1")).Problem?.Code);
        Assert.True((await ChangeAsync(current, Team.Password)).IsOk);
    }

    [Fact]
    public async Task The_password_in_use_is_not_guessed_at()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(ProblemCode.InvalidCode, (await ChangeAsync("wrong", Fresh)).Problem?.Code);
        Assert.Equal(ProblemCode.TooManyRequests, (await ChangeAsync(Team.Password, Fresh)).Problem?.Code);
    }

    [Fact]
    public async Task A_mailed_link_sets_another_password_once_and_ends_every_session()
    {
        var token = await LinkAsync();
        Assert.True((await ResetAsync(token)).IsOk);
        Assert.Null(await Team.SeatAsync(_session));
        Assert.True((await House.Get<SignIn>().RunAsync(Email, Fresh, Team.Place, Ct)).IsOk);
        Assert.Equal(ProblemCode.NotFound, (await ResetAsync(token)).Problem?.Code);
    }

    [Fact]
    public async Task A_link_used_twenty_times_at_once_works_once()
    {
        var token = await LinkAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => ResetAsync(token), Ct)));
        Assert.Single(answers, answer => answer.IsOk);
    }

    [Fact]
    public async Task A_link_opens_for_an_hour_and_a_new_one_closes_it()
    {
        var first = await LinkAsync();
        var second = await LinkAsync();
        Assert.False(await House.Get<ResetPassword>().IsOpenAsync(first, Ct));
        House.Clock.Advance(MailPasswordLink.Lifetime);
        Assert.False(await House.Get<ResetPassword>().IsOpenAsync(second, Ct));
    }

    [Fact]
    public async Task A_refused_password_leaves_the_link_open()
    {
        var token = await LinkAsync();
        Assert.Equal(ProblemCode.ReusedPassword, (await House.Get<ResetPassword>().RunAsync(token, Team.Password, "", Ct)).Problem?.Code);
        Assert.True((await ResetAsync(token)).IsOk);
    }

    [Theory]
    [InlineData("nobody@example.com")]
    [InlineData("no address")]
    public async Task Nobody_is_written_to_who_has_no_account(string email)
    {
        await House.Get<MailPasswordLink>().RunAsync(email, "192.0.2.1", Ct);
        Assert.Empty(await LettersAsync());
    }

    [Fact]
    public async Task Mails_are_not_sent_by_the_dozen()
    {
        for (var i = 0; i < 12; i++)
            await House.Get<MailPasswordLink>().RunAsync(Email, "192.0.2.1", Ct);
        Assert.Equal(3, (await LettersAsync()).Count);
    }

    private async Task<Seat> SeatAsync() => Assert.IsType<Seat>(await Team.SeatAsync(_session));

    private async Task<Result<StaffId>> ChangeAsync(string current, string password) => await House.Get<ChangePassword>().RunAsync(Self, await SeatAsync(), current, password, Ct);

    private Task<Result<StaffId>> ResetAsync(string token) => House.Get<ResetPassword>().RunAsync(token, Fresh, "192.0.2.1", Ct);

    private async Task<string> LinkAsync()
    {
        await House.Get<MailPasswordLink>().RunAsync(Email, "192.0.2.1", Ct);
        return await Team.TokenAsync(StaffLetterKind.PasswordLink, (await LettersAsync())[^1]);
    }

    private async Task<List<Guid>> LettersAsync()
    {
        await using var db = House.Get<Database>().Read();
        return await db.Set<OutgoingMessage>().Where(m => m.Template == MailTemplate.StaffPassword).OrderBy(m => m.Id).Select(m => m.SubjectId).ToListAsync(Ct);
    }
}

public sealed class PasswordsOnSqlite() : PasswordSpecs(DatabaseKind.Sqlite);

public sealed class PasswordsOnPostgres() : PasswordSpecs(DatabaseKind.Postgres);
