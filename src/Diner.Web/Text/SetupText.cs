namespace Diner.Web.Text;

/// <summary>Names the texts of the set-up page: <c>SetupText.resx</c> is Chinese, <c>SetupText.en.resx</c> English.</summary>
public sealed class SetupText;
