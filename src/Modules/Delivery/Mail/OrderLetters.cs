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
    /// <summary>The letter, or null when the order has moved on and it would no longer be true.</summary>
    public async Task<Letter?> WriteAsync(OrderId id, MailTemplate template, CancellationToken ct)
    {
        var order = await orders.FindAsync(id, ct) ?? throw new InvariantException($"a mail is about order {id.Value}, which does not exist");
        if (order.Status != StatusFor(template))
            return null;
        var shop = await shops.FindAsync(order.ShopId, ct) ?? throw new InvariantException($"order {id.Value} has no shop");
        var words = templates.WordsFor(template, order, shop);
        return new Letter(order.ContactEmail, order.Locale, shop.Name, words with { Subject = $"{words.Subject} · {order.OrderNo}" })
        {
            Facts = Facts(order),
            Keys = template == MailTemplate.Delivered && shop.Settings.PutsKeysInMail ? await KeysAsync(id, ct) : [],
            Link = links.For(id),
        };
    }

    private static OrderStatus StatusFor(MailTemplate template) => template switch
    {
        MailTemplate.Delivered => OrderStatus.Delivered,
        MailTemplate.AwaitingStock => OrderStatus.AwaitingStock,
        MailTemplate.AmountMismatch => OrderStatus.AmountMismatch,
        MailTemplate.Manual => OrderStatus.Manual,
        _ => throw new ArgumentOutOfRangeException(nameof(template), template, "Not about an order."),
    };

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

    private async Task<IReadOnlyList<string>> KeysAsync(OrderId id, CancellationToken ct) =>
        [.. (await keys.ForOrderAsync(id, ct)).Select(key => key.Text)];
}
