using MudBlazor;

namespace Diner.Web.Layout;

/// <summary>
/// MudBlazor in the house's colours: its palette has a day and a night, ours is one set of tokens that hold both, so console.css maps
/// MudBlazor's variables onto tokens.css. Here stands what is not a colour.
/// </summary>
internal static class LampTheme
{
    public static readonly MudTheme Theme = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "var(--radius-s)" },
    };
}
