namespace Diner.Web.Text;

/// <summary>Names the texts of the pages of coupons: <c>CouponsText.resx</c> is Chinese, <c>CouponsText.en.resx</c> English.</summary>
public sealed class CouponsText;
