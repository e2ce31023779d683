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
        OrderStatus.Pending or OrderStatus.Paid or OrderStatus.Expired or OrderStatus.NeedsReview or OrderStatus.Refunded => null,
        _ => throw new InvariantException($"unknown status {status}"),
    };

    /// <summary>The letter, or null when the order has moved on and it would no longer be true.</summary>
    public async Task<Letter?> WriteAsync(OrderId id, MailTemplate template, CancellationToken ct)
    {
        var order = await FindAsync(id, ct);
        if (TemplateFor(order.Status) != template)
            return null;
        return await WriteAsync(order, template, Facts(order), ct);
    }

    /// <summary>The letter about a key of a delivered order, with what the shop says about it.</summary>
    public async Task<Letter> WriteAsync(OrderId id, MailTemplate template, string shopSays, CancellationToken ct)
    {
        var order = await FindAsync(id, ct);
        return await WriteAsync(order, template, [.. Facts(order), (LetterTexts.ShopSays(order.Locale), shopSays)], ct);
    }

    private async Task<Letter> WriteAsync(OrderView order, MailTemplate template, IReadOnlyList<(string Label, string Value)> facts, CancellationToken ct)
    {
        var shop = await shops.FindAsync(order.ShopId, ct) ?? throw new InvariantException($"order {order.Id.Value} has no shop");
        var words = templates.WordsFor(template, order, shop);
        return new Letter(order.ContactEmail, order.Locale, shop.Name, words with { Subject = $"{words.Subject} · {order.OrderNo}" })
        {
            Facts = facts,
            Keys = template is MailTemplate.Delivered or MailTemplate.KeyReplaced && shop.Settings.PutsKeysInMail ? await KeysAsync(order.Id, ct) : [],
            Link = links.For(order.Id),
        };
    }

    private async Task<OrderView> FindAsync(OrderId id, CancellationToken ct) =>
        await orders.FindAsync(id, ct) ?? throw new InvariantException($"a mail is about order {id.Value}, which does not exist");

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
