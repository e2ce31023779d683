using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Delivery.Mail;
using Diner.Kernel;
using Diner.Ordering.Buyers;
using Diner.Ordering.Lookup;

namespace Diner.Delivery.Lookup;

/// <summary>Mails a contact the code that shows all its orders in a shop.</summary>
public sealed class MailLookupCode(Database database, OrderQueries orders, BuyerHashes buyers, IdSource ids, TimeProvider clock)
{
    /// <summary>How long a code opens.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>How often a code may be tried.</summary>
    public const int TriesMax = 5;

    private static readonly SqlText Replace =
        """
        insert into delivery_lookup_codes (shop_id, contact_hash, id, email, locale, tries_left, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (shop_id, contact_hash) do update
        set id = excluded.id, email = excluded.email, locale = excluded.locale, tries_left = excluded.tries_left, expires_at = excluded.expires_at
        """;

    /// <summary>
    /// Sends a code if the contact has an order in the shop. The caller cannot tell whether it did: nobody learns here who bought.
    /// A new code makes the one before it useless.
    /// </summary>
    /// <param name="shopId">The shop.</param>
    /// <param name="contact">Where it goes.</param>
    /// <param name="locale">Language of the mail: zh-CN or en.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task RunAsync(ShopId shopId, EmailAddress contact, string locale, CancellationToken ct)
    {
        var hash = await buyers.ContactAsync(contact.Value, ct);
        var isBuyer = (await orders.ForContactAsync(shopId, hash, page: 1, ct)).Orders.Count > 0;
        var (id, now) = (ids.NextGuid(), clock.GetUtcNow());
        await using var work = await database.BeginAsync(ct);
        await work.RunAsync(Replace, ct, shopId.Value, hash, id, contact.Value, locale, TriesMax, now + Lifetime);
        if (isBuyer)
            await Outbox.AddAsync(work, [new NewMessage(ids.NextGuid(), shopId, id, MailTemplate.LookupCode)], now, ct);
        await work.CommitAsync(ct);
    }
}
