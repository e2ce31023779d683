using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Delivery.Mail;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Xunit;

namespace Diner.UnitTests.Delivery;

public sealed class LetterTemplateRules
{
    private static readonly ShopView Shop = new(default, "night", "夜航", "", "", "微信 night", CurrencyCode.Cny, "Asia/Shanghai", 0, IsOpen: true, new ShopSettings());

    private static readonly OrderView Order = new(
        default, "D1", default, OrderStatus.Delivered, default, default, "<b>点卡</b>", "100 元", GoodsKind.OneTime, 2, Money.Cny(19_600), default, "a@b.c", "zh-CN", default, default, null, null);

    private readonly LetterTemplates _templates = new();

    private static ShopLetter Letter(string body) => new("delivered", "zh-CN", "{{ shop.name }}", "到了", body);

    [Fact]
    public void Values_of_the_order_and_the_shop_are_filled_in() =>
        Assert.Equal("<b>点卡</b> × 2，196.00 CNY，找 微信 night", _templates.Preview(Letter("{{ order.product }} × {{ order.quantity }}，{{ order.amount }}，找 {{ shop.contact }}"), Order, Shop).Value!.Body);

    [Theory]
    [InlineData("{{ order.key }}", "order.key")]
    [InlineData("{{ order.contact_email }}", "order.contact_email")]
    [InlineData("{{ password }}", "password")]
    [InlineData("{% if order.secret %}x{% endif %}", "order.secret")]
    public void A_value_that_is_not_there_is_named(string body, string name) => Assert.Contains($"'{name}'", Refused(body), StringComparison.Ordinal);

    [Theory]
    [InlineData("{{ order.no")]
    [InlineData("{% if %}")]
    [InlineData("{% nonsense %}")]
    public void Braces_that_do_not_fit_are_said_not_to(string body) => Assert.NotEmpty(Refused(body));

    [Theory]
    [InlineData("{% for i in (1..1000000) %}xxxxxxxxxx{% endfor %}")]
    [InlineData("{% for i in (1..900) %}xxxxxxxxxx{% endfor %}")]
    public void A_letter_that_grows_without_end_is_refused(string body) => Assert.NotEmpty(Refused(body));

    [Fact]
    public void An_empty_part_is_refused() => Assert.NotEmpty(Refused("  "));

    [Fact]
    public void A_shops_own_words_replace_the_houses()
    {
        var shop = Shop with { Settings = new ShopSettings { Letters = [Letter("订单 {{ order.no }}")] } };
        var words = _templates.WordsFor(MailTemplate.Delivered, Order, shop);
        Assert.Equal(("夜航", "到了", "订单 D1"), (words.Subject, words.Heading, words.Body));
    }

    [Fact]
    public void Words_that_no_longer_render_give_way_to_the_houses()
    {
        var shop = Shop with { Settings = new ShopSettings { Letters = [Letter("{{ order.gone }}")] } };
        Assert.Equal(LetterTexts.For(MailTemplate.Delivered, "zh-CN"), _templates.WordsFor(MailTemplate.Delivered, Order, shop));
    }

    private string Refused(string body)
    {
        var preview = _templates.Preview(Letter(body), Order, Shop);
        Assert.False(preview.IsOk);
        Assert.Equal("body", preview.Problem.Field);
        return preview.Problem.Detail;
    }
}
