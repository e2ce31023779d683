namespace Diner.Web.Text;

/// <summary>Names the texts of the audit trail: <c>AuditText.resx</c> is Chinese, <c>AuditText.en.resx</c> English. A new action adds <c>Action_…</c>.</summary>
public sealed class AuditText;
