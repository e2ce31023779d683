namespace Diner.Web.Text;

/// <summary>Names the texts of a shop's settings: <c>SettingsText.resx</c> is Chinese, <c>SettingsText.en.resx</c> English.</summary>
public sealed class SettingsText;
