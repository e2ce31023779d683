namespace Diner.Web.Text;

/// <summary>Names the texts of the operator's system pages: <c>SystemText.resx</c> is Chinese, <c>SystemText.en.resx</c> English.</summary>
public sealed class SystemText;
