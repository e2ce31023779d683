using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Notifications;

namespace Diner.Payments.WeChatPay;

/// <summary>What the platform answered, signed with its key.</summary>
/// <param name="Status">The HTTP status; 204 when it has nothing to say but that it is done.</param>
/// <param name="Node">The JSON object; undefined when there is no body.</param>
internal sealed record WeChatPayAnswer(int Status, JsonElement Node)
{
    private const int SaidCharsMax = 200;

    /// <summary>True when the call was carried out.</summary>
    public bool IsDone => Status is >= 200 and <= 299;

    /// <summary>The platform's code of a refusal.</summary>
    public string? Code => Node.At("code").Text();

    /// <summary>The platform's words for a person, with the code.</summary>
    public string Said
    {
        get
        {
            var words = string.Concat($"{Node.At("message").Text()} ({Code ?? $"status {Status}"})".Where(letter => !char.IsControl(letter)));
            return words.Length <= SaidCharsMax ? words : words[..SaidCharsMax];
        }
    }

    /// <summary>What to say when the answer decides nothing.</summary>
    public Problem Undecided => new(ProblemCode.ChannelUnavailable, $"WeChat Pay did not do it, and may do it later: {Said}", "channel");
}
