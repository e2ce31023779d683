namespace Diner.Catalog.Shops;

/// <summary>The colour of a shop's lamp, of the house's own tokens, so that every one reads well by day and by night.</summary>
public enum ShopAccent
{
    /// <summary>Amber lamp-light.</summary>
    Lamp,

    /// <summary>Green.</summary>
    Jade,

    /// <summary>Red.</summary>
    Plum,

    /// <summary>Blue.</summary>
    Tide,
}

/// <summary>What a merchant may set about a shop. Stored as JSON on the shop's row; a missing field has its default.</summary>
public sealed record ShopSettings
{
    /// <summary>Pixels of a logo's height in a page's head.</summary>
    public const int LogoHeight = 32;

    /// <summary>How long a checkout holds stock, in minutes.</summary>
    public int HoldMinutes { get; init; } = 15;

    /// <summary>Unpaid keys one contact may hold at a time.</summary>
    public int HeldKeysMaxPerContact { get; init; } = 20;

    /// <summary>Unpaid keys one network address may hold at a time.</summary>
    public int HeldKeysMaxPerAddress { get; init; } = 60;

    /// <summary>Unpaid keys one browser may hold at a time.</summary>
    public int HeldKeysMaxPerDevice { get; init; } = 20;

    /// <summary>Hours a paid order may wait for keys before it is refunded.</summary>
    public int AwaitingStockHoursMax { get; init; } = 24;

    /// <summary>Show how many keys are left instead of plenty, few, sold out.</summary>
    public bool ShowsExactStock { get; init; }

    /// <summary>From how many keys downward the stock hint says "few".</summary>
    public int FewKeys { get; init; } = 20;

    /// <summary>Keys on the delivery page are covered until the buyer uncovers them.</summary>
    public bool MasksKeys { get; init; }

    /// <summary>Lists of keys behind the counter show the first and last two characters of each key.</summary>
    public bool ShowsKeyEnds { get; init; }

    /// <summary>Put the keys themselves into the delivery mail. Off: the mail has the link only.</summary>
    public bool PutsKeysInMail { get; init; }

    /// <summary>A look-up password must be given at checkout.</summary>
    public bool RequiresLookupPassword { get; init; }

    /// <summary>What stands between card number and password in a key's text, when the keys are pairs.</summary>
    public string KeySeparator { get; init; } = "";

    /// <summary>When a person answers, as buyers read it: 每天 10:00 – 24:00. Empty: not said.</summary>
    public string SupportHours { get; init; } = "";

    /// <summary>A picture beside the name: an https address or a path of ours. Empty: the lamp.</summary>
    public string LogoUrl { get; init; } = "";

    /// <summary>How wide the logo is when it is <see cref="LogoHeight"/> high, so that nothing moves when it arrives.</summary>
    public int LogoWidth { get; init; } = LogoHeight;

    /// <summary>The shop's own words for its mails; a mail that is not here has the house's.</summary>
    public IReadOnlyList<ShopLetter> Letters { get; init; } = [];

    /// <summary>Of several channels of one method the cheapest is used, rather than a split by weight.</summary>
    public bool RoutesByFee { get; init; }

    /// <summary>The colour of buttons and links.</summary>
    public ShopAccent Accent { get; init; }
}
