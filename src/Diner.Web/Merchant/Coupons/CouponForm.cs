using System.Globalization;
using Diner.Catalog.Shops;
using Diner.Coupons.Rules;
using Diner.Kernel;
using Diner.Web.Kit;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Merchant.Coupons;

/// <summary>A coupon as the form holds it: what was typed, right or not.</summary>
public sealed record CouponForm
{
    private const int TextLengthMax = 100;
    private const int ScopeLengthMax = 8_000;

    /// <summary>What the merchant calls it.</summary>
    public string Name { get; init; } = "";

    /// <summary>A list of codes instead of one.</summary>
    public bool IsList { get; init; }

    /// <summary>The one code.</summary>
    public string Code { get; init; } = "";

    /// <summary>fixed or percentage.</summary>
    public string Kind { get; init; } = "percentage";

    /// <summary>What it takes off: major units or percent.</summary>
    public string Value { get; init; } = "";

    /// <summary>The price an order must have, major units.</summary>
    public string Minimum { get; init; } = "";

    /// <summary>Products' addresses, one a line.</summary>
    public string Products { get; init; } = "";

    /// <summary>Categories' addresses, one a line.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The first moment, on the shop's clock.</summary>
    public string StartsAt { get; init; } = "";

    /// <summary>The end, on the shop's clock.</summary>
    public string EndsAt { get; init; } = "";

    /// <summary>Uses in all.</summary>
    public string UsesMax { get; init; } = "";

    /// <summary>Uses of one buyer.</summary>
    public string UsesMaxPerBuyer { get; init; } = "";

    internal IReadOnlyList<string> ProductSlugs => [.. Products.Split([',', '，', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    internal static CouponForm Of(IFormCollection form) => new()
    {
        Name = form.Text("name", TextLengthMax),
        IsList = form.Text("is_list", TextLengthMax) == "list",
        Code = form.Text("code", TextLengthMax),
        Kind = form.Text("kind", TextLengthMax),
        Value = form.Text("value", TextLengthMax).Trim(),
        Minimum = form.Text("minimum", TextLengthMax).Trim(),
        Products = form.Text("products", ScopeLengthMax),
        Categories = [.. form["categories"].Take(CouponDraft.ScopeMax + 1).Select(slug => slug ?? "")],
        StartsAt = form.Text("starts_at", TextLengthMax),
        EndsAt = form.Text("ends_at", TextLengthMax),
        UsesMax = form.Text("uses_max", TextLengthMax).Trim(),
        UsesMaxPerBuyer = form.Text("uses_max_per_buyer", TextLengthMax).Trim(),
    };

    internal static CouponForm Of(CouponView coupon, ShopView shop, CouponScope scope) => new()
    {
        Name = coupon.Name,
        IsList = coupon.IsList,
        Code = coupon.Code ?? "",
        Kind = coupon.Terms.Kind == DiscountKind.Fixed ? "fixed" : "percentage",
        Value = coupon.Terms.Kind == DiscountKind.Fixed ? Major(coupon.Terms.AmountMinor, shop) : Percent.Of(coupon.Terms.BasisPoints),
        Minimum = coupon.Terms.MinimumMinor == 0 ? "" : Major(coupon.Terms.MinimumMinor, shop),
        Products = string.Join('\n', scope.ProductSlugs),
        Categories = scope.CategorySlugs,
        StartsAt = LocalTime.Of(coupon.Terms.StartsAt, shop),
        EndsAt = LocalTime.Of(coupon.Terms.EndsAt, shop),
        UsesMax = coupon.UsesMax == 0 ? "" : coupon.UsesMax.ToString(CultureInfo.InvariantCulture),
        UsesMaxPerBuyer = coupon.UsesMaxPerBuyer == 0 ? "" : coupon.UsesMaxPerBuyer.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The coupon it says, or the field that says none.</summary>
    internal Result<CouponDraft> ToDraft(ShopView shop, CouponId? id, (IReadOnlyList<ProductId> Products, IReadOnlyList<CategoryId> Categories) scope)
    {
        var isFixed = Kind == "fixed";
        var amount = 0L;
        var share = 0;
        if (isFixed && !TryMinor(Value, shop, out amount))
            return Refuse("amount");
        if (!isFixed && !Percent.TryRead(Value, out share))
            return Refuse("percent");
        if (!TryMinor(Minimum, shop, out var minimum))
            return Refuse("minimum");
        if (!LocalTime.TryRead(StartsAt, shop, out var starts))
            return Refuse("starts_at");
        if (!LocalTime.TryRead(EndsAt, shop, out var ends))
            return Refuse("ends_at");
        if (!TryCount(UsesMax, out var uses))
            return Refuse("uses_max");
        if (!TryCount(UsesMaxPerBuyer, out var perBuyer))
            return Refuse("uses_max_per_buyer");
        return new CouponDraft
        {
            ShopId = shop.Id,
            Id = id,
            Name = Name,
            IsList = IsList,
            Code = Code,
            Terms = new CouponTerms
            {
                Kind = isFixed ? DiscountKind.Fixed : DiscountKind.Percentage,
                AmountMinor = amount,
                BasisPoints = share,
                MinimumMinor = minimum,
                Products = scope.Products,
                Categories = scope.Categories,
                StartsAt = starts,
                EndsAt = ends,
            },
            UsesMax = uses,
            UsesMaxPerBuyer = perBuyer,
        };
    }

    private static string Major(long minor, ShopView shop) => new Money(minor, shop.Currency).ToMajorString();

    private static bool TryMinor(string text, ShopView shop, out long minor)
    {
        var isRight = Money.TryParseMajor(text.Length == 0 ? "0" : text, shop.Currency, out var money);
        minor = money.AmountMinor;
        return isRight;
    }

    private static bool TryCount(string text, out int count)
    {
        count = 0;
        return text.Length == 0 || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }

    private static Problem Refuse(string field) => new(ProblemCode.InvalidRequest, "Mend this field.", field);
}

/// <summary>Shares as people write them: 12.5 is 1250 hundredths of a percent.</summary>
internal static class Percent
{
    public static string Of(int basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    public static bool TryRead(string text, out int basisPoints)
    {
        basisPoints = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var percent) || Math.Abs(percent) > 1_000 || percent * 100 != decimal.Truncate(percent * 100))
            return false;
        basisPoints = (int)(percent * 100);
        return true;
    }
}
