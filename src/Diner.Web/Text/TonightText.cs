namespace Diner.Web.Text;

/// <summary>Names the texts of a merchant's first page: <c>TonightText.resx</c> is Chinese, <c>TonightText.en.resx</c> English.</summary>
public sealed class TonightText;
