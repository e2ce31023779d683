using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Accounts.Staff;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Xunit;

namespace Diner.Specs.Accounts;

public abstract class SignInSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private const string Email = "person1@example.com";

    private Team? _team;

    private Team Team => _team ?? throw new InvalidOperationException("The team comes in InitializeAsync.");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _team = await Team.OpenAsync(House);
        await Team.AddAsync(Team.Merchant, Role.Owner);
    }

    [Fact]
    public async Task The_right_password_opens_a_session()
    {
        var seat = await Team.SeatAsync((await SignInAsync(Team.Password)).Value!);
        Assert.Equal(Email, seat?.Email);
        Assert.Null(seat?.SecondFactorAt);
    }

    [Theory]
    [InlineData(Email, "not the password")]
    [InlineData("nobody@example.com", Team.Password)]
    [InlineData("no address", Team.Password)]
    [InlineData("", "")]
    public async Task A_wrong_password_and_an_unknown_address_answer_alike(string email, string password)
    {
        var refused = await SignInAsync(password, email);
        Assert.Equal(new Problem(ProblemCode.NotFound, "The e-mail address or the password is not right."), refused.Problem);
    }

    [Theory]
    [InlineData(Email)]
    [InlineData("nobody@example.com")]
    public async Task After_five_wrong_ones_no_password_is_looked_at_for_a_minute_then_two(string email)
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(ProblemCode.NotFound, (await SignInAsync("wrong", email)).Problem?.Code);
        Assert.Equal(ProblemCode.TooManyRequests, (await SignInAsync(Team.Password, email)).Problem?.Code);
        House.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ProblemCode.NotFound, (await SignInAsync("wrong", email)).Problem?.Code);
        House.Clock.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(ProblemCode.TooManyRequests, (await SignInAsync(Team.Password, email)).Problem?.Code);
        House.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(email == Email, (await SignInAsync(Team.Password, email)).IsOk);
    }

    [Fact]
    public async Task Sixty_four_wrong_passwords_at_once_lock_once_and_let_nobody_in()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => SignInAsync($"wrong {i}"), Ct)));
        Assert.All(answers, answer => Assert.False(answer.IsOk));
        Assert.Equal(5, answers.Count(answer => answer.Problem!.Code == ProblemCode.NotFound));
        Assert.Single(await Team.AuditAsync(), row => row.Action == "account.locked");
        Assert.Equal(ProblemCode.TooManyRequests, (await SignInAsync(Team.Password)).Problem?.Code);
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
                await SignInAsync("wrong");
            Assert.True((await SignInAsync(Team.Password)).IsOk);
        }
    }

    [Fact]
    public async Task Thirty_wrong_ones_from_one_address_close_it_for_every_account()
    {
        for (var i = 0; i < 30; i++)
            await SignInAsync("wrong", $"somebody{i}@example.com");
        Assert.Equal(ProblemCode.TooManyRequests, (await SignInAsync(Team.Password)).Problem?.Code);
        Assert.True((await House.Get<SignIn>().RunAsync(Email, Team.Password, Team.Place with { Address = "192.0.2.2" }, Ct)).IsOk);
    }

    [Fact]
    public async Task A_network_of_ipv6_is_one_address()
    {
        for (var i = 0; i < 30; i++)
            await House.Get<SignIn>().RunAsync($"somebody{i}@example.com", "wrong", Team.Place with { Address = $"2001:db8::{i + 1:x}" }, Ct);
        Assert.Equal(ProblemCode.TooManyRequests, (await House.Get<SignIn>().RunAsync(Email, Team.Password, Team.Place with { Address = "2001:db8::ffff" }, Ct)).Problem?.Code);
    }

    [Fact]
    public async Task A_hash_of_fewer_rounds_is_made_anew()
    {
        var weak = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 })).HashPassword("", Team.Password);
        await House.Get<Database>().WriteAsync(work => work.RunAsync("update accounts_staff set password_hash = $1", Ct, weak), Ct);
        Assert.True((await SignInAsync(Team.Password)).IsOk);
        var strong = (await Team.PeopleAsync())[0].PasswordHash;
        Assert.NotEqual(weak, strong);
        Assert.Equal(PasswordMatch.Right, StaffPasswords.Verify(strong, Team.Password));
    }

    [Fact]
    public async Task The_history_tells_of_what_came_and_how_it_went()
    {
        await SignInAsync("wrong");
        await SignInAsync(Team.Password);
        var history = await House.Get<SignInHistory>().ListAsync((await Team.PeopleAsync())[0].Id, null, Ct);
        Assert.Equal([SignInOutcome.Password, SignInOutcome.WrongPassword], history.Select(line => line.Outcome));
    }

    [Fact]
    public async Task A_new_browser_is_written_about_and_a_known_one_is_not()
    {
        await SignInAsync(Team.Password);
        await SignInAsync(Team.Password);
        Assert.Equal(0, await LettersAsync());
        await House.Get<SignIn>().RunAsync(Email, Team.Password, Team.Place with { Device = "another" }, Ct);
        Assert.Equal(1, await LettersAsync());
    }

    private Task<Result<string>> SignInAsync(string password, string email = Email) => House.Get<SignIn>().RunAsync(email, password, Team.Place, Ct);

    private async Task<int> LettersAsync()
    {
        await using var db = House.Get<Database>().Read();
        return await db.Set<Diner.Delivery.Mail.OutgoingMessage>().CountAsync(m => m.Template == Diner.Delivery.Mail.MailTemplate.StaffNewDevice, Ct);
    }
}

public sealed class SignInOnSqlite() : SignInSpecs(DatabaseKind.Sqlite);

public sealed class SignInOnPostgres() : SignInSpecs(DatabaseKind.Postgres);
