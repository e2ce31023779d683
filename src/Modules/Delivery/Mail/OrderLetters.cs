using Diner.Catalog.Shops;
using Diner.Delivery.Pages;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Vault.Keys;

namespace Diner.Delivery.Mail;

/// <summary>Writes the letters about an order, from what is true when they are sent.</summary>
internal sealed class OrderLetters(OrderQueries orders, Shops shops, RevealKeys keys, LetterTemplates templates, OrderLinks links)
{
    /// <summary>The mail that says where an order is; null for a state no mail is about.</summary>
    public static MailTemplate? TemplateFor(OrderStatus status) => status switch
    {
        OrderStatus.Delivered => MailTemplate.Delivered,
        OrderStatus.AwaitingStock => MailTemplate.AwaitingStock,
        OrderStatus.AmountMismatch => MailTemplate.AmountMismatch,
        OrderStatus.Manual => MailTemplate.Manual,
        OrderStatus.Pending or OrderStatus.Paid or OrderStatus.Expired or OrderStatus.Cancelled or OrderStatus.NeedsReview or OrderStatus.Refunded => null,
        _ => throw new InvariantException($"unknown status {status}"),
    };

    /// <summary>The letters by order and template; none for an order that has moved on, of which it would no longer be true.</summary>
    public async Task<IReadOnlyDictionary<(OrderId Order, MailTemplate Template), Letter>> WriteAsync(
        IReadOnlyCollection<(OrderId Order, MailTemplate Template)> wanted, CancellationToken ct)
    {
        var known = await orders.FindAsync([.. wanted.Select(w => w.Order).Distinct()], ct);
        var current = wanted.Distinct().Where(w => TemplateFor(Known(known, w.Order).Status) == w.Template).ToList();
        var letters = new Dictionary<(OrderId, MailTemplate), Letter>(current.Count);
        foreach (var (order, template) in current)
            letters.Add((order, template), await WriteAsync(known[order], template, ct));
        return letters;
    }

    /// <summary>The letter about a key of a delivered order, with what the shop says about it.</summary>
    public async Task<Letter> WriteAsync(OrderId id, MailTemplate template, string shopSays, CancellationToken ct)
    {
        var order = Known(await orders.FindAsync([id], ct), id);
        var letter = await WriteAsync(order, template, ct);
        return letter with { Facts = [.. letter.Facts, (LetterTexts.ShopSays(order.Locale), shopSays)] };
    }

    // Shops are remembered for seconds; keys are read order by order, for the shops that want them in mails.
    private async Task<Letter> WriteAsync(OrderView order, MailTemplate template, CancellationToken ct)
    {
        var shop = await shops.FindAsync(order.ShopId, ct) ?? throw new InvariantException($"order {order.Id.Value} has no shop");
        var tellsKeys = template is MailTemplate.Delivered or MailTemplate.KeyReplaced && shop.Settings.PutsKeysInMail;
        var words = templates.WordsFor(template, order, shop);
        return new Letter(order.ContactEmail, order.Locale, shop.Name, words with { Subject = $"{words.Subject} · {order.OrderNo}" })
        {
            Facts = Facts(order),
            Keys = tellsKeys ? [.. (await keys.ForOrderAsync(order.Id, ct)).Select(key => key.Text)] : [],
            Link = links.For(shop, order.Id),
        };
    }

    private static OrderView Known(IReadOnlyDictionary<OrderId, OrderView> known, OrderId id) =>
        known.GetValueOrDefault(id) ?? throw new InvariantException($"a mail is about order {id.Value}, which does not exist");

    private static (string Label, string Value)[] Facts(OrderView order)
    {
        var labels = LetterTexts.Labels(order.Locale);
        return
        [
            (labels.OrderNo, order.OrderNo),
            (labels.Goods, $"{order.ProductName} · {order.VariantName} × {order.Quantity}"),
            (labels.Amount, order.Amount.ToString()),
        ];
    }
}
