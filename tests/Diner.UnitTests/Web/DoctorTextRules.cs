using System.Globalization;
using System.Resources;
using Diner.Settlement.Doctor;
using Diner.Web.Text;
using Xunit;

namespace Diner.UnitTests.Web;

public sealed class DoctorTextRules
{
    private static readonly ResourceManager Texts = new(typeof(DoctorText).FullName!, typeof(DoctorText).Assembly);

    [Fact]
    public void Every_invariant_is_said_in_Chinese_too() =>
        Assert.DoesNotContain(Examine.Sentences, sentence => Texts.GetString(sentence, CultureInfo.InvariantCulture) is not { } text || text == sentence);
}
