using System.Globalization;
using System.Net;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Xunit;

namespace Diner.Specs.Payments;

public sealed class SandboxCashierSpecs : IAsyncLifetime
{
    private PaymentsFront _front = null!;
    private ChannelId _channel;
    private PaymentRequest _request = null!;
    private string _page = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _front = await PaymentsFront.OpenAsync(Ct);
        _channel = await _front.AddSandboxAsync();
        _request = _front.Request(_channel);
        _page = (await _front.Get<Channels>().CreatePaymentAsync(_channel, _request, Ct)).Value!.Url;
    }

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN", "沙盒收银台")]
    [InlineData("en-GB,en;q=0.9,zh;q=0.5", "en", "Sandbox cashier")]
    [InlineData("fr", "zh-CN", "沙盒收银台")]
    [InlineData("!!", "zh-CN", "沙盒收银台")]
    public async Task The_page_speaks_the_browsers_language_and_shows_no_secret(string accept, string language, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _page);
        request.Headers.TryAddWithoutValidation("Accept-Language", accept);
        using var answer = await _front.Http.SendAsync(request, Ct);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.Contains(_request.OrderNo, page, StringComparison.Ordinal);
        Assert.DoesNotContain(await SecretAsync(), page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Asia/Shanghai", 8)]
    [InlineData("America/Bogota", -5)]
    public async Task The_holds_end_is_shown_in_the_shops_time_zone(string zone, int offsetHours)
    {
        await _front.Get<EditShop>().RunAsync(Actor.House("test"), _front.Shop.Id, ShopEdit.From(_front.Shop) with { TimeZone = zone }, Ct);
        var ends = _request.ExpiresAt.ToOffset(TimeSpan.FromHours(offsetHours)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        Assert.Contains($">{ends}</time>", await _front.Http.GetStringAsync(_page, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pay_pays_the_amount_once_and_sends_the_buyer_back()
    {
        using var answer = await ActAsync("pay");
        Assert.Equal((HttpStatusCode.SeeOther, _request.ReturnUrl), (answer.StatusCode, answer.Headers.Location));
        var paid = Assert.Single(_front.Payments);
        Assert.Equal((_channel, _request.OrderNo, (Money?)_request.Amount), (paid.ChannelId, paid.OrderNo, paid.Amount));
    }

    [Fact]
    public async Task Pay_twice_makes_two_transactions_for_one_order()
    {
        using var answer = await ActAsync("twice");
        Assert.Equal(2, _front.Payments.Select(payment => payment.ProviderTransactionId).Distinct().Count());
        Assert.Single(_front.Payments.Select(payment => payment.OrderNo).Distinct());
    }

    [Fact]
    public async Task Pay_the_wrong_amount_pays_less()
    {
        using var answer = await ActAsync("wrong");
        Assert.Equal(_request.Amount - Money.Cny(1), Assert.Single(_front.Payments).Amount);
    }

    [Fact]
    public async Task Cancel_says_so_and_pays_nothing()
    {
        using var answer = await ActAsync("cancel");
        Assert.Equal(_request.ReturnUrl, answer.Headers.Location);
        Assert.IsType<NotificationReading.NotPaid>(Assert.Single(_front.Readings));
    }

    [Fact]
    public async Task Pay_late_pays_after_the_given_seconds()
    {
        using var answer = await ActAsync("late", ("seconds", "1"));
        Assert.Empty(_front.Readings);
        await EpayRoundTripSpecs.UntilAsync(() => _front.Payments.Any());
    }

    [Fact]
    public async Task A_notification_answered_try_later_is_sent_again()
    {
        _front.Busy = 1;
        using var answer = await ActAsync("pay");
        await EpayRoundTripSpecs.UntilAsync(() => _front.Payments.Count() == 2);
        Assert.Single(_front.Payments.Select(payment => payment.ProviderTransactionId).Distinct());
    }

    [Fact]
    public async Task An_address_somebody_changed_is_no_page()
    {
        foreach (var changed in (string[])[_page.Replace("amount=9.90", "amount=0.01", StringComparison.Ordinal), _page.Split('?')[0], _page + "&order=D2", _page.Replace(_channel.Value.ToString("D"), Guid.Empty.ToString("D"), StringComparison.Ordinal)])
        {
            using var shown = await _front.Http.GetAsync(changed, Ct);
            using var acted = await _front.Http.PostAsync(changed, new FormUrlEncodedContent([new("action", "pay")]), Ct);
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (shown.StatusCode, acted.StatusCode));
        }

        Assert.Empty(_front.Readings);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "action=steal")]
    [InlineData("application/x-www-form-urlencoded", "")]
    [InlineData("application/json", "{}")]
    [InlineData("multipart/form-data; boundary=x", "--y\r\nnonsense")]
    public async Task A_form_that_says_nothing_we_know_is_a_bad_request(string contentType, string body)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType);
        using var answer = await _front.Http.PostAsync(_page, content, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private Task<HttpResponseMessage> ActAsync(string action, params (string Name, string Value)[] more) =>
        _front.Http.PostAsync(_page, new FormUrlEncodedContent([new("action", action), .. more.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]), Ct);

    private async Task<string> SecretAsync() => (await _front.Get<Channels>().FindAsync(_channel, Ct))!.Required("secret");
}
