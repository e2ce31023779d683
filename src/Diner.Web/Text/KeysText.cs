namespace Diner.Web.Text;

/// <summary>Names the texts of the pages of keys: <c>KeysText.resx</c> is Chinese, <c>KeysText.en.resx</c> English.</summary>
public sealed class KeysText;
