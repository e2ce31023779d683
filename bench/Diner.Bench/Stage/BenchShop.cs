using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Epay;

namespace Diner.Bench.Stage;

/// <summary>A shop with goods and an epay channel, opened through the same use cases a merchant's console calls.</summary>
internal sealed record BenchShop(ShopId Id, ChannelId Channel, ProductId Product, IReadOnlyList<VariantId> Variants)
{
    public const string Slug = "bench";
    public const string ProductSlug = "card";
    public const long PriceMinor = 1000;
    public const string MerchantId = "1001";
    public const string MerchantKey = "bench-merchant-key-0123456789abcdef";

    // As long as a shop may set: what a benchmark prepares must not expire under it.
    private const int HoldMinutes = 24 * 60;
    private const int FeeBasisPoints = 150;
    private static readonly Actor Us = Actor.House("bench");

    /// <summary>The code of the n-th variant.</summary>
    public static string CodeOf(int variant) => $"CARD-{variant}";

    public static async Task<BenchShop> OpenAsync(Premises premises, int variants)
    {
        var ct = CancellationToken.None;
        var shop = Require.Value(await premises.Get<OpenShop>().RunAsync(Actor.House("bench"), new NewShop(Slug, "Bench", CurrencyCode.Cny), ct));
        var edit = ShopEdit.From(shop) with { Settings = shop.Settings with { HoldMinutes = HoldMinutes } };
        Require.Value(await premises.Get<EditShop>().RunAsync(Actor.House("bench"), shop.Id, edit, ct));
        Require.Value(await premises.Get<SetTerms>().RunAsync(Us, shop.Id, new ShopTermsEdit(FeeBasisPoints, null), ct));
        var product = Require.Value(await premises.Get<SaveProduct>().RunAsync(
            Us, new ProductDraft { ShopId = shop.Id, Slug = ProductSlug, Name = "Card", Summary = "A card", DescriptionMarkdown = "One **card**, delivered at once." }, ct));
        var ids = new List<VariantId>();
        for (var i = 0; i < variants; i++)
        {
            var draft = new VariantDraft { ShopId = shop.Id, ProductId = product, Code = CodeOf(i), Name = $"Card {i}", PriceMinor = PriceMinor, Position = i };
            ids.Add(Require.Value(await premises.Get<SaveVariant>().RunAsync(Us, draft, ct)));
        }

        Require.Value(await premises.Get<SetSaleState>().RunAsync(Us, new SaleSchedule(shop.Id, product, SaleState.OnSale), ct));
        var account = new EpayAccount { GatewayUrl = "http://127.0.0.1:9/", Pid = MerchantId, Key = MerchantKey };
        var channel = new NewChannel(shop.Id, EpayAccount.ChannelType, "epay", Require.Value(account.ToSettings()));
        return new BenchShop(shop.Id, Require.Value(await premises.Get<EditChannels>().AddAsync(Actor.House("bench"), channel, ct)), product, ids);
    }

    /// <summary>Another channel of the shop.</summary>
    public async Task<ChannelId> AddChannelAsync(Premises premises, string type, IReadOnlyDictionary<string, string> settings) =>
        Require.Value(await premises.Get<EditChannels>().AddAsync(Us, new NewChannel(Id, type, type, settings), CancellationToken.None));
}
