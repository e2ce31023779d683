namespace Diner.Web.Text;

/// <summary>Names the texts of the doctor's page. An invariant's sentence is its own key: <c>DoctorText.resx</c> says it in Chinese, and a test asks for each.</summary>
public sealed class DoctorText;
