using System.Net;
using System.Text;
using Diner.Accounts.Permissions;
using Diner.Catalog.Covers;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Payments.Channels;
using Diner.Specs.Catalog;
using Diner.Specs.Http;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using Xunit;

namespace Diner.Specs.Console;

/// <summary>What a merchant may change about a shop, over HTTP as a browser does.</summary>
public sealed class SettingsSpecs(SqliteFront front) : IClassFixture<SqliteFront>
{
    private const string Page = $"/console/{HttpFront.Shop}/settings";

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["is_open"] = "yes", ["name"] = "夜航", ["tagline"] = "", ["notice"] = "", ["contact"] = "微信 night", ["hours"] = "10:00 – 24:00", ["time_zone"] = "Asia/Shanghai", ["accent"] = "Tide",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<ShopView> ShopAsync() => (await front.Get<Shops>().FindAsync(HttpFront.Shop, Ct))!;

    private async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields, Role role = Role.Owner) =>
        await front.SendAsync(HttpMethod.Post, path, await front.SeatAsync(front.Merchant, role), new FormUrlEncodedContent(fields));

    private async Task<HttpResponseMessage> UploadAsync(byte[] file) =>
        await front.SendAsync(HttpMethod.Post, $"{Page}/logo", await front.SeatAsync(front.Merchant, Role.Owner), new MultipartFormDataContent { { new ByteArrayContent(file), "logo", "logo.png" } });

    [Fact]
    public async Task What_is_saved_is_what_buyers_see()
    {
        using var answer = await PostAsync(Page, Texts);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var page = await front.Http.GetStringAsync(new Uri($"/s/{HttpFront.Shop}", UriKind.Relative), Ct);
        Assert.Contains("夜航", page, StringComparison.Ordinal);
        Assert.Contains("data-accent=\"tide\"", page, StringComparison.Ordinal);
        Assert.Contains("10:00 – 24:00", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "", "name-error")]
    [InlineData("time_zone", "Moon/Crater", "time_zone-error")]
    public async Task What_is_wrong_is_said_next_to_its_field_and_nothing_is_saved(string field, string value, string id)
    {
        var before = await ShopAsync();
        using var answer = await PostAsync(Page, new Dictionary<string, string>(Texts) { [field] = value, ["contact"] = "changed" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"id=\"{id}\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(before.Contact, (await ShopAsync()).Contact);
    }

    [Fact]
    public async Task A_logo_that_was_uploaded_stands_in_the_head_of_the_shop()
    {
        using var answer = await UploadAsync(Pictures.Of(200, 100, SKEncodedImageFormat.Png));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var page = await front.Http.GetStringAsync(new Uri($"/s/{HttpFront.Shop}", UriKind.Relative), Ct);
        var brand = page[page.IndexOf("class=\"brand\"", StringComparison.Ordinal)..page.IndexOf("brand-name", StringComparison.Ordinal)];
        Assert.Matches($"src=\"{Covers.SmallOf((await ShopAsync()).Settings.LogoUrl)}\".* width=\"64\" height=\"32\"", brand);
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "这不是 PNG、JPEG 或 WebP 图片")]
    [InlineData("", "没有收到图片")]
    public async Task What_is_no_logo_is_refused_with_a_sentence(string content, string sentence)
    {
        using var answer = await UploadAsync(Encoding.Latin1.GetBytes(content));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logo_of_too_many_bytes_is_refused_with_a_sentence()
    {
        using var answer = await UploadAsync(new byte[PictureUpload.BytesMax + 1]);
        Assert.Contains("图片超过 5 MB", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_platforms_fee_is_not_the_merchants_to_change()
    {
        var shop = await ShopAsync();
        await front.Get<SetTerms>().RunAsync(Actor.House("test"), shop.Id, new ShopTermsEdit(250, null), Ct);
        using var answer = await PostAsync(Page, new Dictionary<string, string>(Texts) { ["fee_basis_points"] = "0" });
        Assert.Equal(250, (await ShopAsync()).FeeBasisPoints);
    }

    [Fact]
    public async Task The_ends_of_keys_are_shown_when_the_merchant_says_so()
    {
        var rules = new Dictionary<string, string>
        {
            ["hold_minutes"] = "15", ["held_keys_max_per_contact"] = "20", ["held_keys_max_per_address"] = "60", ["held_keys_max_per_device"] = "20",
            ["awaiting_stock_hours_max"] = "24", ["few_keys"] = "20", ["shows_key_ends"] = "yes",
        };
        using var on = await PostAsync($"{Page}/rules", rules);
        Assert.True((await ShopAsync()).Settings.ShowsKeyEnds);
        rules.Remove("shows_key_ends");
        using var off = await PostAsync($"{Page}/rules", rules);
        Assert.False((await ShopAsync()).Settings.ShowsKeyEnds);
    }

    [Fact]
    public async Task Another_shops_channel_is_not_there()
    {
        using var answer = await PostAsync($"{Page}/channels/{front.OtherChannel.Value:D}/off", []);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.True((await front.Get<Channels>().FindAsync(front.OtherChannel, Ct))!.IsEnabled);
    }

    [Fact]
    public async Task A_channels_key_goes_in_and_never_comes_out()
    {
        var fields = new Dictionary<string, string> { ["name"] = "支付宝", ["gateway"] = "https://pay.example.com/", ["pid"] = "1001", ["key"] = "very-secret-key", ["type"] = "alipay" };
        using var added = await PostAsync($"{Page}/channels", fields);
        Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);
        using var refused = await PostAsync($"{Page}/channels", new Dictionary<string, string>(fields) { ["pid"] = "not one" });
        using var page = await front.SendAsync(HttpMethod.Get, $"{Page}/channels", await front.SeatAsync(front.Merchant, Role.Owner));
        Assert.DoesNotContain("very-secret-key", await refused.Content.ReadAsStringAsync(Ct) + await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mails_words_are_shown_before_they_are_kept_and_can_be_given_back()
    {
        var words = new Dictionary<string, string> { ["subject"] = "{{ shop.name }}", ["heading"] = "到了", ["body"] = "{{ order.no }}", ["do"] = "preview" };
        using var preview = await PostAsync($"{Page}/mails/delivered/zh-CN", words);
        Assert.Contains("到了", await preview.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Empty((await ShopAsync()).Settings.Letters);
        using var saved = await PostAsync($"{Page}/mails/delivered/zh-CN", new Dictionary<string, string>(words) { ["do"] = "save" });
        Assert.Single((await ShopAsync()).Settings.Letters);
        using var reset = await PostAsync($"{Page}/mails/delivered/zh-CN", new Dictionary<string, string>(words) { ["do"] = "reset" });
        Assert.Empty((await ShopAsync()).Settings.Letters);
    }

    [Fact]
    public async Task Who_changed_what_is_in_the_audit_trail()
    {
        using var answer = await PostAsync(Page, new Dictionary<string, string>(Texts) { ["notice"] = "今晚八折" });
        await using var db = front.Get<Database>().Read();
        var row = await db.Set<AuditRow>().OrderByDescending(r => r.Number).FirstAsync(r => r.Action == "shop.edited", Ct);
        Assert.Equal((ActorKind.Staff, front.Merchant), (row.ActorKind, row.MerchantId));
        Assert.Contains("今晚八折", row.After!, StringComparison.Ordinal);
    }
}
