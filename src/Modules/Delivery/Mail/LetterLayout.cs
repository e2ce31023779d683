using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Diner.Delivery.Mail;

/// <summary>Lays a letter out as plain text and as HTML. Mail clients want tables and inline styles; the text part says all of it too.</summary>
internal static class LetterLayout
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The plain text part.</summary>
    public static string Text(Letter letter)
    {
        var text = new StringBuilder().Append(letter.Words.Heading).Append("\n\n").Append(letter.Words.Body).Append("\n\n");
        if (letter.Code.Length > 0)
            text.Append(letter.Code).Append("\n\n");
        foreach (var (label, value) in letter.Facts)
            text.Append(label).Append(": ").Append(value).Append('\n');
        if (letter.Keys.Count > 0)
            text.Append('\n').Append(LetterTexts.Labels(letter.Locale).Keys).Append(":\n").AppendJoin('\n', letter.Keys).Append('\n');
        return text.Append('\n').Append(letter.Words.Button).Append(": ").Append(letter.Link.AbsoluteUri)
            .Append("\n\n-- \n").Append(FooterOf(letter)).Append('\n').ToString();
    }

    /// <summary>The HTML part. Everything that comes from elsewhere is escaped.</summary>
    public static string Html(Letter letter) =>
        $$"""
        <!doctype html>
        <html lang="{{(LetterTexts.IsEnglish(letter.Locale) ? "en" : "zh-CN")}}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>{{E(letter.Words.Subject)}}</title></head>
        <body style="margin:0;padding:24px 12px;background:#faf6ee;color:#24211c;font:16px/1.65 'PingFang SC','Microsoft YaHei',system-ui,sans-serif">
        <table role="presentation" width="100%" style="max-width:560px;margin:0 auto;border-collapse:collapse">
        <tr><td style="padding:0 4px 14px;font-weight:700;color:#a94f06">{{E(letter.ShopName)}}</td></tr>
        <tr><td style="padding:24px;background:#fffdf8;border:1px solid #e8dfcd;border-radius:14px">
        <h1 style="margin:0 0 12px;font-size:22px;line-height:1.3">{{E(letter.Words.Heading)}}</h1>
        <p style="margin:0 0 18px">{{E(letter.Words.Body)}}</p>
        {{Code(letter)}}{{Facts(letter)}}{{Keys(letter)}}
        <p style="margin:22px 0 0"><a href="{{E(letter.Link.AbsoluteUri)}}" style="display:inline-block;padding:11px 22px;border-radius:99px;background:#a94f06;color:#fffaf2;font-weight:600;text-decoration:none">{{E(letter.Words.Button)}}</a></p>
        </td></tr>
        <tr><td style="padding:14px 4px 0;font-size:13px;color:#6d6456">{{E(FooterOf(letter))}}</td></tr>
        </table>
        </body>
        </html>
        """;

    private static string Code(Letter letter) => letter.Code.Length == 0
        ? ""
        : $"""<p style="margin:0 0 18px;font:600 30px/1.3 ui-monospace,Consolas,monospace;letter-spacing:.18em">{E(letter.Code)}</p>""";

    private static string Facts(Letter letter) => letter.Facts.Count == 0
        ? ""
        : $"<table role=\"presentation\" style=\"border-collapse:collapse;font-size:14px\">{string.Concat(letter.Facts.Select(Fact))}</table>";

    private static string Fact((string Label, string Value) fact) =>
        $"""<tr><td style="padding:2px 16px 2px 0;color:#6d6456">{E(fact.Label)}</td><td style="padding:2px 0">{E(fact.Value)}</td></tr>""";

    private static string Keys(Letter letter) => string.Concat(letter.Keys.Select(key =>
        $"""<p style="margin:12px 0 0;padding:12px;background:#fbe9cf;border-radius:8px;font:16px/1.5 ui-monospace,Consolas,monospace;white-space:pre-wrap;word-break:break-all">{E(key)}</p>"""));

    private static string FooterOf(Letter letter) => letter.Footer.Length > 0 ? letter.Footer : LetterTexts.Footer(letter.Locale, letter.ShopName);

    private static string E(string text) => Encoder.Encode(text);
}
