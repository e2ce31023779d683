namespace Diner.Web.Text;

/// <summary>Names the texts of the pages on which staff work with orders: <c>DeskText.resx</c> is Chinese, <c>DeskText.en.resx</c> English.</summary>
public sealed class DeskText;
