namespace Diner.Web.Text;

/// <summary>Names the texts of the shop's pages: <c>ShopText.resx</c> is Chinese, <c>ShopText.en.resx</c> English.</summary>
public sealed class ShopText;
