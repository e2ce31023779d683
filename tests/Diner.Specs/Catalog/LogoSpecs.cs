using System.Text;
using Diner.Catalog.Covers;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using Xunit;

namespace Diner.Specs.Catalog;

public abstract class LogoSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    [Theory]
    [InlineData(800, 400, 320, 160, 64)]
    [InlineData(400, 800, 80, 160, 16)]
    [InlineData(1600, 100, 640, 40, 128)]
    [InlineData(40, 20, 40, 20, 64)]
    public async Task A_logo_keeps_its_shape_and_says_how_wide_it_is(int width, int height, int drawnWidth, int drawnHeight, int shownWidth)
    {
        var shop = await ShopAsync();
        Assert.Equal(CoverOutcome.Set, await SetAsync(shop, Pictures.Of(width, height, SKEncodedImageFormat.Png)));
        var settings = (await House.Get<Shops>().FindAsync(shop.Id, Ct))!.Settings;
        using var codec = SKCodec.Create(new MemoryStream((await House.Get<Covers>().FindAsync(Path.GetFileName(settings.LogoUrl), Ct))!));
        Assert.Equal((SKEncodedImageFormat.Webp, drawnWidth, drawnHeight, shownWidth), (codec.EncodedFormat, codec.Info.Width, codec.Info.Height, settings.LogoWidth));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", CoverOutcome.NotAPicture)]
    [InlineData("GIF89a", CoverOutcome.NotAPicture)]
    [InlineData("", CoverOutcome.Empty)]
    public async Task What_is_no_picture_is_refused_and_the_old_logo_stays(string content, CoverOutcome outcome)
    {
        var shop = await ShopAsync();
        await SetAsync(shop, Pictures.Of(80, 80, SKEncodedImageFormat.Webp));
        var before = (await House.Get<Shops>().FindAsync(shop.Id, Ct))!.Settings.LogoUrl;
        Assert.Equal(outcome, await SetAsync(shop, Encoding.Latin1.GetBytes(content)));
        Assert.Equal(before, (await House.Get<Shops>().FindAsync(shop.Id, Ct))!.Settings.LogoUrl);
    }

    [Fact]
    public async Task What_is_too_large_or_would_unfold_is_refused()
    {
        var shop = await ShopAsync();
        Assert.Equal(CoverOutcome.TooLarge, await SetAsync(shop, new byte[PictureUpload.BytesMax + 1]));
        Assert.Equal(CoverOutcome.TooManyPixels, await SetAsync(shop, Pictures.PngHeader(60_000, 60_000)));
    }

    [Fact]
    public async Task A_logo_can_be_taken_away_again_and_both_are_in_the_audit_trail()
    {
        var shop = await ShopAsync();
        await SetAsync(shop, Pictures.Of(90, 30, SKEncodedImageFormat.Jpeg));
        await House.Get<SetLogo>().RemoveAsync(ShopBuilder.Us, shop.Id, Ct);
        var settings = (await House.Get<Shops>().FindAsync(shop.Id, Ct))!.Settings;
        Assert.Equal(("", ShopSettings.LogoHeight), (settings.LogoUrl, settings.LogoWidth));
        await using var db = House.Get<Database>().Read();
        Assert.Equal(["shop.logo_set", "shop.logo_removed"], await db.Set<AuditRow>().Where(r => r.Action.StartsWith("shop.logo")).OrderBy(r => r.Number).Select(r => r.Action).ToListAsync(Ct));
    }

    private Task<ShopView> ShopAsync() => new ShopBuilder(House, Ct).ShopAsync();

    private Task<CoverOutcome> SetAsync(ShopView shop, byte[] file) => House.Get<SetLogo>().RunAsync(ShopBuilder.Us, shop.Id, new MemoryStream(file), Ct);
}

public sealed class LogosOnSqlite() : LogoSpecs(DatabaseKind.Sqlite);

public sealed class LogosOnPostgres() : LogoSpecs(DatabaseKind.Postgres);
