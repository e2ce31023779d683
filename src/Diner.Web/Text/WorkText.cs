namespace Diner.Web.Text;

/// <summary>Names the texts of long work: <c>WorkText.resx</c> is Chinese, <c>WorkText.en.resx</c> English. A new kind adds <c>Kind_…</c>.</summary>
public sealed class WorkText;
