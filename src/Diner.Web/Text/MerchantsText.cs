namespace Diner.Web.Text;

/// <summary>Names the texts of the operator's pages about merchants: <c>MerchantsText.resx</c> is Chinese, <c>MerchantsText.en.resx</c> English.</summary>
public sealed class MerchantsText;
