namespace Diner.Web.Text;

/// <summary>Names the texts about who works here: <c>StaffText.resx</c> is Chinese, <c>StaffText.en.resx</c> English.</summary>
public sealed class StaffText;
