using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Fluid;

namespace Diner.Delivery.Mail;

/// <summary>
/// A shop's own words for its mails, written in Liquid (Fluid): <c>{{ order.no }}</c>. Only plain values are in reach; what is rendered
/// is plain text that the layout escapes, bounded in steps and length.
/// </summary>
public sealed class LetterTemplates
{
    /// <summary>The mails whose words a shop may choose.</summary>
    public static readonly IReadOnlyList<string> Names = ["delivered", "awaiting_stock", "amount_mismatch", "manual"];

    /// <summary>What may stand between the braces.</summary>
    public static readonly IReadOnlyList<string> Values = ["order.no", "order.product", "order.variant", "order.quantity", "order.amount", "shop.name", "shop.contact"];

    private const int StepsMax = 1_000;
    private const int LineCharsMax = 200;
    private const int BodyCharsMax = 4_000;

    private readonly Lazy<FluidParser> _parser = new(); // Its grammar takes a tenth of a second to build, which the first page would wait for.
    private readonly TemplateOptions _options = new() { MaxSteps = StepsMax };

    /// <summary>
    /// The letter as the buyer of that order would read it. <see cref="ProblemCode.InvalidRequest"/> with the field when it is empty, is no Liquid,
    /// names a value there is none of, or grows beyond 4,000 characters.
    /// </summary>
    public Result<LetterPreview> Preview(ShopLetter letter, OrderView order, ShopView shop)
    {
        if (!Names.Contains(letter.Template) || letter.Locale is not ("zh-CN" or "en"))
            return new Problem(ProblemCode.NotFound, "There is no such mail.");
        var context = Context(order, shop);
        foreach (var (field, text, charsMax) in Parts(letter))
        {
            if (Refuse(field, text, charsMax, context) is { } problem)
                return problem;
        }

        return new LetterPreview(Render(letter.Subject, context), Render(letter.Heading, context), Render(letter.Body, context));
    }

    /// <summary>The house's own words of a mail.</summary>
    public static ShopLetter Default(string template, string locale)
    {
        var words = LetterTexts.For(TemplateOf(template), locale);
        return new ShopLetter(template, locale, words.Subject, words.Heading, words.Body);
    }

    /// <summary>The shop's words where it has some that still render, else the house's.</summary>
    internal LetterWords WordsFor(MailTemplate template, OrderView order, ShopView shop)
    {
        var words = LetterTexts.For(template, order.Locale);
        var locale = LetterTexts.IsEnglish(order.Locale) ? "en" : "zh-CN";
        if (shop.Settings.Letters.FirstOrDefault(letter => letter.Locale == locale && TemplateOf(letter.Template) == template) is not { } own)
            return words;
        var rendered = Preview(own, order, shop);
        return rendered.IsOk ? words with { Subject = rendered.Value.Subject, Heading = rendered.Value.Heading, Body = rendered.Value.Body } : words;
    }

    private static (string Field, string Text, int CharsMax)[] Parts(ShopLetter letter) =>
        [("subject", letter.Subject, LineCharsMax), ("heading", letter.Heading, LineCharsMax), ("body", letter.Body, BodyCharsMax)];

    private static MailTemplate TemplateOf(string name) => name switch
    {
        "delivered" => MailTemplate.Delivered,
        "awaiting_stock" => MailTemplate.AwaitingStock,
        "amount_mismatch" => MailTemplate.AmountMismatch,
        "manual" => MailTemplate.Manual,
        _ => throw new InvariantException($"there is no mail '{name}'"),
    };

    private Problem? Refuse(string field, string text, int charsMax, TemplateContext context)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Problem(ProblemCode.InvalidRequest, "Write something here.", field);
        if (!_parser.Value.TryParse(text, out var template, out var error))
            return new Problem(ProblemCode.InvalidRequest, $"The braces do not fit together: {error}", field);
        var unknown = new UnknownValues(Values);
        unknown.VisitTemplate(template);
        if (unknown.First is { } name)
            return new Problem(ProblemCode.InvalidRequest, $"There is no value '{name}'. There are: {string.Join(", ", Values)}.", field);
        return Render(text, context).Length > charsMax ? new Problem(ProblemCode.InvalidRequest, $"Shorten it to at most {charsMax} characters.", field) : null;
    }

    private string Render(string text, TemplateContext context)
    {
        try
        {
            return _parser.Value.Parse(text).Render(context).Trim();
        }
        catch (InvalidOperationException)
        {
            // Fluid's answer to more steps than allowed: longer than anything we would send.
            return new string(' ', BodyCharsMax) + ".";
        }
    }

    private TemplateContext Context(OrderView order, ShopView shop) => new(
        new Dictionary<string, object>
        {
            ["order"] = new Dictionary<string, object>
            {
                ["no"] = order.OrderNo, ["product"] = order.ProductName, ["variant"] = order.VariantName, ["quantity"] = order.Quantity, ["amount"] = order.Amount.ToString(),
            },
            ["shop"] = new Dictionary<string, object> { ["name"] = shop.Name, ["contact"] = shop.Contact },
        },
        _options,
        allowModelMembers: false);
}

/// <summary>A letter as its buyer reads it.</summary>
public sealed record LetterPreview(string Subject, string Heading, string Body);
