using System.Net;
using Diner.Accounts.Permissions;
using Diner.Catalog.Domains;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Delivery.Pages;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>A shop under a host name of its own.</summary>
public abstract class OwnDomainSpecs(HttpFront front) : IAsyncLifetime
{
    private const string Domain = "cards.example.com";

    private static readonly Actor Us = Actor.House("specs");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Assert.True((await SetAsync(HttpFront.Shop, Domain)).IsOk);

    public async ValueTask DisposeAsync()
    {
        await SetAsync(HttpFront.Shop, "");
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(Domain)]
    [InlineData("CARDS.Example.com")]
    [InlineData(Domain + ":8443")]
    public async Task The_shop_answers_at_the_root(string host)
    {
        using var answer = await GetAsync(host, "/");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains($"href=\"/s/{HttpFront.Shop}/p/game\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_host_is_served_as_ever_also_from_the_page_cache()
    {
        using var own = await GetAsync(Domain, "/");
        using var other = await GetAsync("unknown.example.com", "/");
        var text = await other.Content.ReadAsStringAsync(Ct);
        Assert.Contains($"/s/{HttpFront.Shop}", text, StringComparison.Ordinal);
        Assert.Contains($"/s/{HttpFront.OtherShop}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/s/" + HttpFront.OtherShop)]
    [InlineData("/s/" + HttpFront.OtherShop + "/p/game")]
    [InlineData("/console")]
    [InlineData("/operator")]
    [InlineData("/account/sign-in")]
    [InlineData("/Account/sign-in")]
    [InlineData("/setup/x")]
    public async Task Neither_another_shop_nor_the_counter_is_there(string path)
    {
        using var answer = await GetAsync(Domain, path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/s/" + HttpFront.Shop + "/p/game")]
    [InlineData("/s/" + HttpFront.Shop + "/find")]
    [InlineData("/orders")]
    [InlineData("/site.css")]
    [InlineData("/healthz")]
    public async Task What_a_buyer_needs_is_there(string path)
    {
        using var answer = await GetAsync(Domain, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Finding_an_order_names_no_other_shop()
    {
        using var answer = await GetAsync(Domain, "/orders");
        Assert.DoesNotContain(HttpFront.OtherShop, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_delivered_under_the_shops_name_and_paid_under_the_houses()
    {
        var placed = await front.PlaceAsync();
        var address = front.Get<PublicAddress>();
        Assert.StartsWith($"http://{Domain}:{address.Base.Port}/o/", placed.GetProperty("delivery_url").GetString(), StringComparison.Ordinal);
        var shop = (await front.Get<Shops>().FindAsync(HttpFront.OtherShop, Ct))!;
        Assert.Equal(address.Base, address.For(shop));
    }

    [Fact]
    public async Task A_name_belongs_to_one_shop()
    {
        var taken = await SetAsync(HttpFront.OtherShop, Domain);
        Assert.Equal((ProblemCode.WrongState, "domain"), (taken.Problem!.Code, taken.Problem.Field));
    }

    [Fact]
    public async Task Who_gave_the_name_is_in_the_audit_trail()
    {
        await using var db = front.Get<Database>().Read();
        var row = await db.Set<AuditRow>().OrderByDescending(r => r.Number).FirstAsync(r => r.Action == "shop.domain_set", Ct);
        Assert.Equal((front.Merchant, $$"""{"domain":"{{Domain}}"}"""), (row.MerchantId, row.After));
    }

    [Fact]
    public async Task The_operator_sets_it_on_the_page_of_the_shop_but_never_to_the_houses_own_name()
    {
        var seat = await front.SeatAsync(null, Role.Administrator);
        var page = $"/operator/merchants/{front.OtherMerchant.Value:D}/shops/{HttpFront.OtherShop}";
        async Task<HttpStatusCode> PostAsync(string domain)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{page}/domain") { Content = new FormUrlEncodedContent([new("domain", domain)]) };
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
            request.Headers.TryAddWithoutValidation("Cookie", seat);
            request.Headers.Host = "house.example.com";
            using var answer = await front.Http.SendAsync(request, Ct);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync("house.example.com"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync("https://x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(Domain));
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync("theirs.example.com"));
        Assert.Equal("theirs.example.com", (await front.Get<Shops>().FindAsync(HttpFront.OtherShop, Ct))!.Domain);
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(""));
    }

    private async Task<Result<ShopView>> SetAsync(string slug, string domain) =>
        await front.Get<SetDomain>().RunAsync(Us, (await front.Get<Shops>().FindAsync(slug, Ct))!.Id, domain, Ct);

    private async Task<HttpResponseMessage> GetAsync(string host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        return await front.Http.SendAsync(request, Ct);
    }
}

public sealed class OwnDomainsOnSqlite(SqliteFront front) : OwnDomainSpecs(front), IClassFixture<SqliteFront>;

public sealed class OwnDomainsOnPostgres(PostgresFront front) : OwnDomainSpecs(front), IClassFixture<PostgresFront>;
