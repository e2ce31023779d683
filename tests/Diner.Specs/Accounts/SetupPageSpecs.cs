using System.Net;
using Diner.Accounts.Setup;
using Diner.Data.Storage;
using Diner.Specs.Web;
using Xunit;

namespace Diner.Specs.Accounts;

public sealed class SetupPageSpecs : IAsyncLifetime
{
    private const string Password = "the lamp is always on";

    private WebHouse? _house;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private WebHouse House => _house ?? throw new InvalidOperationException("The house opens in InitializeAsync.");

    public async ValueTask InitializeAsync() => _house = await WebHouse.OpenAsync(DatabaseKind.Sqlite, Ct);

    public ValueTask DisposeAsync() => House.DisposeAsync();

    [Fact]
    public async Task The_page_is_kept_nowhere_and_told_to_nobody()
    {
        using var answer = await House.Client.GetAsync(new Uri($"/setup/{await TokenAsync()}", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("noindex", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_posts_at_once_are_answered_well_once()
    {
        var token = await TokenAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => PostAsync(token, $"owner{i}@example.com", Password, Password)));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(answer => answer.Status == HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_used_and_a_forged_link_answer_alike()
    {
        var token = await TokenAsync();
        await PostAsync(token, "owner@example.com", Password, Password);
        Assert.Equal(await PostAsync(new string('A', 43), "owner@example.com", Password, Password), await PostAsync(token, "owner@example.com", Password, Password));
        Assert.Equal(await PostAsync("x", "owner@example.com", Password, "differs"), await PostAsync(token, "owner@example.com", Password, "differs"));
    }

    [Theory]
    [InlineData("nobody", Password, Password, "email-error")]
    [InlineData("owner@example.com", "short", "short", "password-error")]
    [InlineData("owner@example.com", Password, "another", "password_again-error")]
    public async Task What_is_wrong_is_said_next_to_its_field(string email, string password, string again, string id)
    {
        var (status, page) = await PostAsync(await TokenAsync(), email, password, again);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains($"id=\"{id}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_body_is_refused_and_the_link_stays_open()
    {
        var token = await TokenAsync();
        using var json = new StringContent("{", System.Text.Encoding.UTF8, "application/json");
        using var refused = await House.Client.PostAsync(new Uri($"/setup/{token}", UriKind.Relative), json, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var (large, _) = await PostAsync(token, new string('a', 100_000), Password, Password);
        Assert.InRange((int)large, 400, 499);
        var (overLong, _) = await PostAsync(token, "<script>@x", new string('p', 2000), new string('p', 2000));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, overLong);
        Assert.True(await House.Get<SetupLinks>().IsOpenAsync(token, Ct));
    }

    private async Task<string> TokenAsync() => Assert.IsType<string>(await House.Get<SetupLinks>().IssueAsync(Ct));

    private async Task<(HttpStatusCode Status, string Page)> PostAsync(string token, string email, string password, string again)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = email, ["password"] = password, ["password_again"] = again });
        using var answer = await House.Client.PostAsync(new Uri($"/setup/{token}", UriKind.Relative), form, Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
