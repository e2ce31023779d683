namespace Diner.Web.Text;

/// <summary>Names the texts shared by every page behind the counter: <c>ConsoleText.resx</c> is Chinese, <c>ConsoleText.en.resx</c> English.</summary>
public sealed class ConsoleText;
