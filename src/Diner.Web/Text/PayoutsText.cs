namespace Diner.Web.Text;

/// <summary>Names the texts of pay-outs. <c>PayoutsText.resx</c> is Chinese, <c>PayoutsText.en.resx</c> English.</summary>
public sealed class PayoutsText;
