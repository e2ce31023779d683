using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Notifications;

namespace Diner.Payments.Alipay;

/// <summary>What Alipay answered to a call.</summary>
/// <param name="Node">The node of the method, or of the error.</param>
/// <param name="IsSigned">False only for a refusal, which is then hearsay: nothing may be concluded from it but that the call was not answered.</param>
internal sealed record AlipayAnswer(JsonElement Node, bool IsSigned)
{
    /// <summary>The code of a call that was carried out.</summary>
    public const string Done = "10000";

    private const int SaidCharsMax = 200;

    /// <summary>True when the call was carried out, which says nothing yet of its success.</summary>
    public bool IsDone => Code == Done;

    /// <summary>The gateway's code: 10000 done, 40004 refused by the business, 20000 out of order, others for a wrong call.</summary>
    public string? Code => Node.At("code").Text();

    /// <summary>The business's own code, such as <c>ACQ.TRADE_NOT_EXIST</c>.</summary>
    public string? SubCode => Node.At("sub_code").Text();

    /// <summary>Alipay's words for a person, with the code.</summary>
    public string Said
    {
        get
        {
            var words = string.Concat($"{Node.At("sub_msg").Text() ?? Node.At("msg").Text()} ({SubCode ?? Code})".Where(letter => !char.IsControl(letter)));
            return words.Length <= SaidCharsMax ? words : words[..SaidCharsMax];
        }
    }

    /// <summary>What to say when the answer decides nothing.</summary>
    public Problem Undecided => new(ProblemCode.ChannelUnavailable, $"Alipay did not do it, and may do it later: {Said}", "channel");
}
