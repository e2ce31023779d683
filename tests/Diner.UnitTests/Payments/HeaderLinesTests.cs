using Diner.Host.Cli;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class HeaderLinesTests
{
    [Fact]
    public void Headers_are_found_in_any_case_behind_a_request_line()
    {
        var headers = HeaderLines.TryRead("\uFEFFPOST /pay/x/notify HTTP/1.1\r\nStripe-Signature: t=1,v1=a:b\r\n\r\nX: 1\n")!;
        Assert.Equal(("t=1,v1=a:b", "1"), (headers["stripe-signature"], headers["x"]));
    }

    [Theory]
    [InlineData("no colon")]
    [InlineData(": no name")]
    public void A_line_that_is_no_header_is_said(string text) => Assert.Null(HeaderLines.TryRead(text));
}
