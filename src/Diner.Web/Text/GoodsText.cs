namespace Diner.Web.Text;

/// <summary>Names the texts of the pages of goods: <c>GoodsText.resx</c> is Chinese, <c>GoodsText.en.resx</c> English.</summary>
public sealed class GoodsText;
