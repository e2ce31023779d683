namespace Diner.Web.Text;

/// <summary>Names the texts of a shop's trade: heat map, buyers, stock. <c>InsightsText.resx</c> is Chinese, <c>InsightsText.en.resx</c> English.</summary>
public sealed class InsightsText;
