using System.Net;
using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Catalog.Styles;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Web.Headers;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>A shop's own style sheet: off until the operator switches it on, checked, on the shelves only.</summary>
public abstract class OwnStyleSpecs(HttpFront front) : IAsyncLifetime
{
    private const string Page = $"/console/{HttpFront.Shop}/settings/style";
    private const string Css = ".hero { color: var(--plum) }";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await AllowAsync(true);

    public async ValueTask DisposeAsync()
    {
        await AllowAsync(true);
        await front.Get<SaveStyle>().RunAsync(Actor.House("specs"), (await ShopAsync()).Id, "", CancellationToken.None);
        await AllowAsync(false);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_shop_has_none_until_the_operator_switches_it_on()
    {
        await AllowAsync(false);
        using var refused = await SaveAsync(Css);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        var problem = (await front.Get<SaveStyle>().RunAsync(Actor.House("specs"), (await ShopAsync()).Id, Css, Ct)).Problem;
        Assert.Equal(ProblemCode.WrongState, problem?.Code);
        var merchant = (await ShopAsync()).Merchant;
        using var on = await front.SendAsync(
            HttpMethod.Post, $"/operator/merchants/{merchant.Value:D}/shops/{HttpFront.Shop}/style", await front.SeatAsync(null, Role.Administrator), new FormUrlEncodedContent([new("allowed", "yes")]));
        Assert.Equal(HttpStatusCode.SeeOther, on.StatusCode);
        using var saved = await SaveAsync(Css);
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
    }

    [Fact]
    public async Task It_is_a_file_of_its_own_that_the_content_policy_lets_in()
    {
        using var saved = await SaveAsync(Css);
        var address = Styles.AddressOf((await ShopAsync()).CssHash!);
        using var home = await front.Http.GetAsync($"/s/{HttpFront.Shop}", Ct);
        Assert.Contains($"<link rel=\"stylesheet\" href=\"{address}\"", await home.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(SecurityHeaders.ContentPolicy, home.Headers.GetValues("Content-Security-Policy").Single());
        using var sheet = await front.Http.GetAsync(address, Ct);
        Assert.Equal(("text/css", "public, max-age=31536000, immutable", Css), (sheet.Content.Headers.ContentType?.MediaType, sheet.Headers.CacheControl?.ToString(), await sheet.Content.ReadAsStringAsync(Ct)));
    }

    [Fact]
    public async Task Neither_checkout_nor_payment_delivery_or_finding_an_order_is_shown_with_it()
    {
        using var saved = await SaveAsync(Css);
        var token = (await front.PlaceAsync()).GetProperty("token").GetString();
        foreach (var path in (string[])[$"/s/{HttpFront.Shop}/checkout?variant=GAME&quantity=1", $"/o/{token}/pay", $"/o/{token}", $"/s/{HttpFront.Shop}/find", "/orders", $"/s/{HttpFront.Shop}/p/nothing"])
            Assert.DoesNotContain("/styles/", await BodyAsync(path), StringComparison.Ordinal);
        Assert.Contains("/styles/", await BodyAsync($"/s/{HttpFront.Shop}/p/game"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a {}\r\n@import 'https://evil.example/a.css';", "第 2 行：不能用 @import")]
    [InlineData("a { background: url(https://evil.example/p.png) }", "地址 https://evil.example/p.png 不能用")]
    [InlineData("a { width: expression(alert(1)) }", "不能用 expression()")]
    public async Task What_is_refused_is_said_with_its_line_and_nothing_is_saved(string css, string sentence)
    {
        using var answer = await SaveAsync(css);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Null((await ShopAsync()).CssHash);
    }

    [Fact]
    public async Task Switched_off_it_is_kept_and_not_used()
    {
        using var saved = await SaveAsync(Css);
        await AllowAsync(false);
        Assert.DoesNotContain("/styles/", await BodyAsync($"/s/{HttpFront.Shop}"), StringComparison.Ordinal);
        await AllowAsync(true);
        Assert.Contains("/styles/", await BodyAsync($"/s/{HttpFront.Shop}"), StringComparison.Ordinal);
    }

    private async Task<ShopView> ShopAsync() => (await front.Get<Shops>().FindAsync(HttpFront.Shop, CancellationToken.None))!;

    private async Task AllowAsync(bool isAllowed) => await front.Get<AllowStyle>().RunAsync(Actor.House("specs"), (await ShopAsync()).Id, isAllowed, CancellationToken.None);

    private async Task<HttpResponseMessage> SaveAsync(string css) =>
        await front.SendAsync(HttpMethod.Post, Page, await front.SeatAsync(front.Merchant, Role.Owner), new FormUrlEncodedContent([new("css", css)]));

    private async Task<string> BodyAsync(string path)
    {
        using var answer = await front.Http.GetAsync(path, Ct);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}

public sealed class OwnStylesOnSqlite(SqliteFront front) : OwnStyleSpecs(front), IClassFixture<SqliteFront>;

public sealed class OwnStylesOnPostgres(PostgresFront front) : OwnStyleSpecs(front), IClassFixture<PostgresFront>;
