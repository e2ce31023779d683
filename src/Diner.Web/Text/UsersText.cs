namespace Diner.Web.Text;

/// <summary>Names the texts of accounts as the operator sees them: <c>UsersText.resx</c> is Chinese, <c>UsersText.en.resx</c> English.</summary>
public sealed class UsersText;
