using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Diner.Simulator.Chance;
using Diner.Simulator.Parameters;
using Diner.Simulator.Trade;

namespace Diner.Simulator.Files;

/// <summary>conversations.jsonl: who asked before buying, who reported a key, what was said, how long it took. A conversation a line.</summary>
internal sealed class TalkFile(SimParameters parameters, string directory, ulong seed) : IDisposable
{
    private const double AnswerSpread = 0.6;
    private const int SecondsBeforeBuyingMax = 900;
    private const int SecondsUntilReportMax = 7_200;
    private const int SecondsPerMinute = 60;
    private const double AnswerMinutesMax = 100_000;

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Topic, string Asked, string Answered)[] Questions =
    [
        ("delivery", "付款后多久能拿到卡密？", "付款后几秒内在订单页显示，同时发到您的邮箱。"),
        ("region", "这个国际服能用吗？", "只支持国服账号，国际服不能用。"),
        ("refund", "买错了可以退吗？", "卡密没有查看过可以退，查看后不支持退款。"),
        ("discount", "买多张有优惠吗？", "有活动时商品页会直接显示优惠价。"),
    ];

    private readonly Dice _dice = Dice.For(seed, "support");
    private readonly StreamWriter _text = new(Path.Combine(directory, "conversations.jsonl"), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };

    public void Write(SimOrder order)
    {
        if (_dice.Hits(parameters.Support.Question))
        {
            var (topic, asked, answered) = Questions[_dice.Below(Questions.Length)];
            Say(order, topic, order.At.AddSeconds(-1 - _dice.Below(SecondsBeforeBuyingMax)), [("buyer", asked), ("shop", answered)]);
        }

        if (order.Outcome == Outcome.BadKey && _dice.Hits(parameters.Support.Reported))
            Say(order, "bad-key", Later(order), [("buyer", "卡密提示无效，兑换不了。"), ("shop", "已核实，给您换了一张新的卡密，请在订单页查看。"), ("buyer", "可以了，谢谢。")]);
        else if (order.Outcome == Outcome.FalseClaim)
            Say(order, "bad-key", Later(order), [("buyer", "卡密用不了，退钱。"), ("shop", "查询到该卡密在查看后已被兑换。"), ("buyer", "不是我用的，退款！")]);
    }

    public void Dispose() => _text.Dispose();

    private DateTimeOffset Later(SimOrder order) => order.At.AddSeconds(SecondsPerMinute + _dice.Below(SecondsUntilReportMax));

    private void Say(SimOrder order, string topic, DateTimeOffset at, (string From, string Text)[] messages) => _text.WriteLine(JsonSerializer.Serialize(new
    {
        at = Text.Time(at),
        buyer = Text.Buyer(order.Buyer),
        order_no = order.No,
        topic,
        messages = messages.Select(message => new { from = message.From, text = message.Text }),
        solved_minutes = Math.Round(Math.Min(AnswerMinutesMax, parameters.Support.AnswerMinutes * Math.Exp(AnswerSpread * _dice.Normal())), 1),
    }, Options));
}
