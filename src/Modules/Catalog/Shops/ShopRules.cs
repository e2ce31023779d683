using Diner.Catalog.Editing;
using Diner.Kernel;

namespace Diner.Catalog.Shops;

/// <summary>What a merchant may change about a shop; the whole of it, as it shall be.</summary>
public sealed record ShopEdit(
    string Name, string Tagline, string Notice, string Contact, string TimeZone, bool IsOpen, ShopSettings Settings)
{
    /// <summary>The shop as it is: change what shall change with <c>with</c>.</summary>
    public static ShopEdit From(ShopView shop) => new(
        shop.Name, shop.Tagline, shop.Notice, shop.Contact, shop.TimeZone, shop.WishesOpen, shop.Settings);
}

/// <summary>The limits of a shop's settings, one line each.</summary>
internal static class ShopRules
{
    private const int HeldKeysMax = 10_000;
    private const int LettersMax = 16;

    public static Problem? Check(ShopEdit edit) =>
        Editing.Check.Name(edit.Name)
        ?? Editing.Check.Text(edit.Tagline, 160, "tagline")
        ?? Editing.Check.Text(edit.Notice, 1_000, "notice")
        ?? Editing.Check.Text(edit.Contact, 500, "contact")
        ?? Zone(edit.TimeZone)
        ?? Check(edit.Settings);

    private static Problem? Check(ShopSettings settings) =>
        Range(settings.HoldMinutes, 1, 24 * 60, "hold_minutes")
        ?? Range(settings.HeldKeysMaxPerContact, 1, HeldKeysMax, "held_keys_max_per_contact")
        ?? Range(settings.HeldKeysMaxPerAddress, 1, HeldKeysMax, "held_keys_max_per_address")
        ?? Range(settings.HeldKeysMaxPerDevice, 1, HeldKeysMax, "held_keys_max_per_device")
        ?? Range(settings.AwaitingStockHoursMax, 1, 24 * 30, "awaiting_stock_hours_max")
        ?? Range(settings.FewKeys, 0, 1_000_000, "few_keys")
        ?? Editing.Check.Text(settings.KeySeparator, 10, "key_separator")
        ?? Editing.Check.Text(settings.SupportHours, 100, "support_hours")
        ?? Editing.Check.Picture(settings.LogoUrl, "logo_url")
        ?? Range(settings.LogoWidth, 1, ShopSettings.LogoHeight * Covers.CoverPress.LogoShapeMax, "logo_width")
        ?? (settings.Letters.Count <= LettersMax ? null : Editing.Check.Refuse("letters", $"A shop has at most {LettersMax} mails of its own."))
        ?? settings.Letters.Select(Check).FirstOrDefault(problem => problem is not null)
        ?? (Enum.IsDefined(settings.Accent) ? null : Editing.Check.Refuse("accent", "Choose one of the colours."));

    private static Problem? Check(ShopLetter letter) =>
        Editing.Check.Text(letter.Subject, 120, "subject") ?? Editing.Check.Text(letter.Heading, 120, "heading") ?? Editing.Check.Text(letter.Body, 2_000, "body");

    private static Problem? Zone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out _)
        ? null
        : Editing.Check.Refuse("time_zone", "Name the time zone as the IANA list does, such as 'Asia/Shanghai'.");

    private static Problem? Range(int value, int min, int max, string field) => value >= min && value <= max
        ? null
        : Editing.Check.Refuse(field, $"Choose a number from {min} to {max}.");
}
