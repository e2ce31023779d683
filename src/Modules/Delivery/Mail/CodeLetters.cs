using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Delivery.Lookup;
using Diner.Delivery.Pages;
using Microsoft.EntityFrameworkCore;

namespace Diner.Delivery.Mail;

/// <summary>Writes the letter that brings a look-up code.</summary>
internal sealed class CodeLetters(Database database, Shops shops, LookupCodes codes, PublicAddress address, TimeProvider clock)
{
    /// <summary>The letter, or null when the code ran out or another one took its place.</summary>
    public async Task<Letter?> WriteAsync(Guid codeId, CancellationToken ct)
    {
        await using var db = database.Read();
        var now = clock.GetUtcNow();
        var code = await db.Set<LookupCode>().SingleOrDefaultAsync(c => c.Id == codeId && c.ExpiresAt > now, ct);
        if (code is null || await shops.FindAsync(code.ShopId, ct) is not { } shop)
            return null;
        return new Letter(code.Email, code.Locale, shop.Name, LetterTexts.For(MailTemplate.LookupCode, code.Locale))
        {
            Code = await codes.ForAsync(code.Id, ct),
            Link = new Uri($"{address.For(shop).AbsoluteUri.TrimEnd('/')}/s/{shop.Slug}/find"),
        };
    }
}
