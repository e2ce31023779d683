namespace Diner.Web.Text;

/// <summary>Names the texts of a buyer's pages after checkout: <c>OrderText.resx</c> is Chinese, <c>OrderText.en.resx</c> English.</summary>
public sealed class OrderText;
