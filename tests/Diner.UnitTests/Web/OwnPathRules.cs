using Diner.Web.Access;
using Xunit;

namespace Diner.UnitTests.Web;

public sealed class OwnPathRules
{
    [Theory]
    [InlineData("/console/demo?from=1#top", "/console/demo?from=1#top")]
    [InlineData("/", "/")]
    [InlineData("", "")]
    [InlineData("https://elsewhere.example", "")]
    [InlineData("//elsewhere.example", "")]
    [InlineData("/\\elsewhere.example", "")]
    [InlineData("\\\\elsewhere.example", "")]
    [InlineData("/\t/elsewhere.example", "")]
    [InlineData("/\n/elsewhere.example", "")]
    [InlineData("javascript:alert(1)", "")]
    [InlineData(" /console", "")]
    public void Only_a_path_of_ours_is_gone_on_to(string asked, string expected) => Assert.Equal(expected, OwnPath.Read(asked));
}
