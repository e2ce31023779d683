namespace Diner.Web.Text;

/// <summary>Names the texts of signing in and of one's own account: <c>AccountText.resx</c> is Chinese, <c>AccountText.en.resx</c> English.</summary>
public sealed class AccountText;
