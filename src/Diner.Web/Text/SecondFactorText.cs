namespace Diner.Web.Text;

/// <summary>Names the texts about second factors: <c>SecondFactorText.resx</c> is Chinese, <c>SecondFactorText.en.resx</c> English.</summary>
public sealed class SecondFactorText;
