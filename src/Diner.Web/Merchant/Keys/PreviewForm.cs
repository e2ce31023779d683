using System.Globalization;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Vault.Import;
using Diner.Vault.Receive;
using Diner.Web.Kit;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Diner.Web.Merchant.Keys;

/// <summary>What a person says of a file of keys before it is imported, as it was typed.</summary>
public sealed record PreviewForm
{
    private const int SeparatorCharsMax = 16;
    private const int SupplierCharsMax = 200;
    private const int FieldCharsMax = 40;

    /// <summary>The layout, or null to guess it.</summary>
    public KeyFileLayout? Layout { get; init; }

    /// <summary>Into which pool.</summary>
    public VariantId? Variant { get; init; }

    /// <summary>Who sold the keys.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>What one cost.</summary>
    public string Cost { get; init; } = "";

    /// <summary>The last day they are sold.</summary>
    public string Expires { get; init; } = "";

    /// <summary>Reads it from an address.</summary>
    public static PreviewForm Read(IQueryCollection query) => Read(name => query[name]);

    /// <summary>Reads it from what was posted.</summary>
    public static PreviewForm Read(IFormCollection form) => Read(name => form[name]);

    /// <summary>What to import by; null when something is wrong, which the text of that name says.</summary>
    public ImportArguments? ToArguments(ShopView shop, DateTimeOffset now, out string? wrong)
    {
        wrong = null;
        var cost = new Money(0, shop.Currency);
        if (Cost.Trim().Length > 0 && (!Money.TryParseMajor(Cost.Trim(), shop.Currency, out cost) || cost.AmountMinor < 0))
            wrong = "BadCost";
        var expiresAt = DateTimeOffset.MaxValue;
        if (Expires.Length > 0 && (!DateOnly.TryParseExact(Expires, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || (expiresAt = ShopTime.EndOf(day, shop)) <= now))
            wrong = "BadExpiry";
        return wrong is not null || Layout is null || Variant is not { } variant
            ? null
            : new ImportArguments(variant.Value, Layout) { Supplier = Supplier.Trim(), UnitCostMinor = cost.AmountMinor, ExpiresAt = expiresAt };
    }

    private static PreviewForm Read(Func<string, StringValues> field)
    {
        return new PreviewForm
        {
            Layout = Enum.TryParse<KeyFileFormat>(Text("format", FieldCharsMax), ignoreCase: true, out var format) && Enum.IsDefined(format)
                ? new KeyFileLayout(format, Text("other", SeparatorCharsMax) is { Length: > 0 } other ? other : Text("separator", SeparatorCharsMax))
                : null,
            Variant = Guid.TryParse(Text("variant", FieldCharsMax), out var variant) ? VariantId.From(variant) : null,
            Supplier = Text("supplier", SupplierCharsMax),
            Cost = Text("cost", FieldCharsMax),
            Expires = Text("expires", FieldCharsMax),
        };

        string Text(string name, int lengthMax)
        {
            var value = field(name).ToString().Replace("\0", "", StringComparison.Ordinal);
            return value.Length <= lengthMax ? value : value[..lengthMax];
        }
    }
}
