using Diner.Accounts.Staff;
using Diner.Accounts.Setup;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Accounts;

public abstract class SetupLinkSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private const string Email = "Owner@Example.com";
    private const string Password = "the lamp is always on";

    private SetupLinks Links => House.Get<SetupLinks>();

    [Fact]
    public async Task A_link_makes_the_first_administrator_once()
    {
        var token = await TokenAsync();
        Assert.True((await CreateAsync(token)).IsOk);
        Assert.Equal(ProblemCode.NotFound, (await CreateAsync(token, "other@example.com")).Problem?.Code);
        Assert.False(await Links.IsOpenAsync(token, Ct));
        Assert.Equal("owner@example.com", Assert.Single(await AdministratorsAsync()).Email);
    }

    [Fact]
    public async Task Twenty_posts_of_one_link_at_once_make_one_administrator()
    {
        var token = await TokenAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => CreateAsync(token, $"owner{i}@example.com"), Ct)));
        Assert.Single(answers, answer => answer.IsOk);
        Assert.Single(await AdministratorsAsync());
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.Equal(ProblemCode.NotFound, answer.Problem!.Code));
    }

    [Fact]
    public async Task Links_issued_and_used_at_once_make_one_administrator()
    {
        var tokens = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Links.IssueAsync(Ct), Ct)));
        await Task.WhenAll(tokens.Select((token, i) => Task.Run(async () =>
        {
            await CreateAsync(token!, $"owner{i}@example.com");
            await Links.IssueAsync(Ct);
        }, Ct)));
        // The last link may have been replaced before it was used: then none was made, and the next one opens.
        if (await Links.IssueAsync(Ct) is { } next)
            Assert.True((await CreateAsync(next)).IsOk);
        Assert.Single(await AdministratorsAsync());
    }

    [Fact]
    public async Task A_new_link_closes_the_one_before_it()
    {
        var (first, second) = (await TokenAsync(), await TokenAsync());
        Assert.NotEqual(first, second);
        Assert.False(await Links.IsOpenAsync(first, Ct));
        Assert.Equal(ProblemCode.NotFound, (await CreateAsync(first)).Problem?.Code);
        Assert.True((await CreateAsync(second)).IsOk);
    }

    [Fact]
    public async Task A_link_closes_after_a_day()
    {
        var token = await TokenAsync();
        House.Clock.Advance(SetupLinks.Lifetime - TimeSpan.FromSeconds(1));
        Assert.True(await Links.IsOpenAsync(token, Ct));
        House.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await Links.IsOpenAsync(token, Ct));
        Assert.Equal(ProblemCode.NotFound, (await CreateAsync(token)).Problem?.Code);
    }

    [Fact]
    public async Task Where_there_is_an_administrator_no_link_is_issued()
    {
        await CreateAsync(await TokenAsync());
        Assert.Null(await Links.IssueAsync(Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("' or 1=1 --\0\ud800")]
    public async Task A_forged_link_answers_like_a_used_one(string forged)
    {
        var token = await TokenAsync();
        await CreateAsync(token);
        Assert.False(await Links.IsOpenAsync(forged, Ct));
        Assert.Equal((await CreateAsync(token)).Problem, (await CreateAsync(forged)).Problem);
    }

    [Theory]
    [InlineData("nobody", Password, ProblemCode.InvalidContact)]
    [InlineData(Email, "eleven char", ProblemCode.InvalidPassword)]
    [InlineData(Email, "owner@example.com", ProblemCode.InvalidPassword)]
    public async Task A_refused_input_leaves_the_link_open(string email, string password, ProblemCode expected)
    {
        var token = await TokenAsync();
        Assert.Equal(expected, (await House.Get<CreateFirstAdministrator>().RunAsync(token, email, password, Ct)).Problem?.Code);
        Assert.True((await CreateAsync(token)).IsOk);
    }

    [Fact]
    public async Task Neither_token_nor_password_is_stored()
    {
        var token = await TokenAsync();
        await CreateAsync(token);
        var administrator = Assert.Single(await AdministratorsAsync());
        Assert.Equal(PasswordVerificationResult.Success, new PasswordHasher<object>().VerifyHashedPassword(new object(), administrator.PasswordHash, Password));
        await using var db = House.Get<Database>().Read();
        var link = await db.Set<SetupLink>().SingleAsync(Ct);
        Assert.Equal(32, link.TokenHash.Length);
        Assert.NotNull(link.UsedAt);
    }

    private async Task<string> TokenAsync() => Assert.IsType<string>(await Links.IssueAsync(Ct));

    private Task<Result<StaffId>> CreateAsync(string token, string email = Email) => House.Get<CreateFirstAdministrator>().RunAsync(token, email, Password, Ct);

    private async Task<List<StaffMember>> AdministratorsAsync()
    {
        await using var db = House.Get<Database>().Read();
        return await db.Set<StaffMember>().ToListAsync(Ct);
    }
}

public sealed class SetupLinksOnSqlite() : SetupLinkSpecs(DatabaseKind.Sqlite);

public sealed class SetupLinksOnPostgres() : SetupLinkSpecs(DatabaseKind.Postgres);
