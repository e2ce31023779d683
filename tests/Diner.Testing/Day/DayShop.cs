using System.Text;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Testing.Doubles;
using Diner.Vault.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Testing.Day;

/// <summary>A way to pay of the day's shop, and the provider behind it.</summary>
/// <param name="Type">The channel's type.</param>
/// <param name="Id">The channel.</param>
/// <param name="Provider">Its double.</param>
/// <param name="Terms">What it costs.</param>
internal sealed record DayChannel(string Type, ChannelId Id, Provider Provider, ChannelTerms Terms)
{
    /// <summary>Its bill tells fees and refunds; the others' do not.</summary>
    public bool BillsFees => Type is "alipay" or "wechatpay" or "stripe";
}

/// <summary>One shop with one thing to sell and every way to pay.</summary>
internal sealed class DayShop : IAsyncDisposable
{
    public const string Slug = "day";
    public const string Variant = "CARD";
    public const long PriceMinor = 990;

    private static readonly Actor Us = Actor.House("test");
    private static readonly string[] Types = ["alipay", "wechatpay", "epay", "stripe", "paypal", "btcpay", "tokenpay", "epusdt"];

    private DayShop(ShopId id, IReadOnlyList<DayChannel> channels) => (Id, Channels) = (id, channels);

    public ShopId Id { get; }

    public IReadOnlyList<DayChannel> Channels { get; }

    /// <summary>Opens it with so many keys, at a server that listens there.</summary>
    public static async Task<DayShop> OpenAsync(IServiceProvider services, Uri server, int keys, CancellationToken ct)
    {
        var shop = Took(await services.GetRequiredService<OpenShop>().RunAsync(Us, new NewShop(Slug, "一天", CurrencyCode.Cny), ct));
        var product = Took(await services.GetRequiredService<SaveProduct>().RunAsync(Us, new ProductDraft { ShopId = shop.Id, Slug = "card", Name = "Card" }, ct));
        var variant = Took(await services.GetRequiredService<SaveVariant>().RunAsync(Us, new VariantDraft { ShopId = shop.Id, ProductId = product, Code = Variant, Name = "Card", PriceMinor = PriceMinor, QuantityMax = 5 }, ct));
        using var file = new MemoryStream(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, keys).Select(i => $"DAY-{i:D7}\n"))));
        Took(await services.GetRequiredService<ImportKeys>().RunAsync(Us, new ImportRequest(shop.Id, variant), file, ct));
        Took(await services.GetRequiredService<SetSaleState>().RunAsync(Us, new SaleSchedule(shop.Id, product, SaleState.OnSale), ct));

        var channels = new List<DayChannel>();
        foreach (var type in Types)
        {
            var edit = services.GetRequiredService<EditChannels>();
            var provider = await Provider.StartAsync(type);
            var id = Took(await edit.AddAsync(Us, new NewChannel(shop.Id, type, type, provider.Settings) { IsAcknowledged = true }, ct));
            var channel = new DayChannel(type, id, provider, new ChannelTerms());
            if (channel.BillsFees)
                channel = channel with { Terms = new ChannelTerms { FeeBasisPoints = 60, ReturnsFee = false } };
            if (await edit.SetTermsAsync(Us, id, shop.Id, channel.Terms, ct) is { } problem)
                throw new InvalidOperationException(problem.Detail);
            provider.Tell(new Uri(server, $"/pay/{id.Value:D}/notify"));
            channels.Add(channel);
        }

        return new DayShop(shop.Id, channels);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in Channels)
            await channel.Provider.DisposeAsync();
    }

    private static T Took<T>(Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException(result.Problem.Detail);
}
