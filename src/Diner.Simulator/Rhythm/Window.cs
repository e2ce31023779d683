namespace Diner.Simulator.Rhythm;

/// <summary>Why sales are different for a while.</summary>
internal enum WindowKind
{
    /// <summary>A holiday of the calendar.</summary>
    Holiday,

    /// <summary>A version of a game.</summary>
    Version,

    /// <summary>A campaign of the shop.</summary>
    Campaign,
}

/// <summary>A stretch of the shop's clock in which some goods sell otherwise.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Name">Its name, with the year or number where it comes again.</param>
/// <param name="From">When it begins, by the shop's clock.</param>
/// <param name="To">When it is over.</param>
/// <param name="Category">Which goods; * for all; null when <paramref name="Goods"/> says it.</param>
internal sealed record Window(WindowKind Kind, string Name, DateTime From, DateTime To, string? Category)
{
    /// <summary>The code of the only goods it is about.</summary>
    public string? Goods { get; init; }

    /// <summary>How many times they sell, besides what the price does.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>How much cheaper they are, as a share.</summary>
    public double Discount { get; init; }

    /// <summary><c>variant:CODE</c> or <c>category:NAME</c>, as files of events have it.</summary>
    public string Scope => Goods is null ? $"category:{Category}" : $"variant:{Goods}";

    public bool IsAbout(Parameters.Goods goods) => Goods is null ? Category == "*" || Category == goods.Category : Goods == goods.Code;
}
