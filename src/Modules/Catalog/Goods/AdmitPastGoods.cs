using System.Security.Cryptography;
using System.Text;
using Diner.Catalog.Editing;
using Diner.Catalog.Limits;
using Diner.Catalog.Products;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Goods;

/// <summary>Goods that a store sold before it came here.</summary>
/// <param name="Id">The variant to be.</param>
/// <param name="Name">What the store called it, at most 80 characters.</param>
/// <param name="Category">The name of its category; empty for none. One that the shop has not is made.</param>
public sealed record PastGoods(VariantId Id, string Name, string Category);

/// <summary>Gives goods of a store's past a place in the catalogue, so that what was sold has a name: a product with one variant each, off sale, without a price.</summary>
public sealed class AdmitPastGoods(IdSource ids, TimeProvider clock)
{
    private const int HashChars = 8;
    private const int StemCharsMax = 30;

    /// <summary>Writes in the caller's transaction. <see cref="ProblemCode.LimitReached"/> for more products than the operator lets the merchant have.</summary>
    public async Task<Problem?> RunAsync(UnitOfWork work, ShopId shop, IReadOnlyList<PastGoods> goods, CancellationToken ct)
    {
        if (!await CatalogEdits.LockTreeAsync(work, shop, ct))
            return CatalogEdits.UnknownShop;
        if (await LimitRoom.ForProductsAsync(work, shop, goods.Count, ct) is { } full)
            return full;
        var categories = await CategoriesAsync(work.Db, shop, goods, ct);
        var slugs = (await work.Db.Set<Product>().Where(p => p.ShopId == shop).Select(p => p.Slug).ToListAsync(ct)).ToHashSet();
        var codes = (await work.Db.Set<Variant>().Where(v => v.ShopId == shop).Select(v => v.Code).ToListAsync(ct)).ToHashSet();
        foreach (var past in goods)
        {
            var now = clock.GetUtcNow();
            var product = new Product
            {
                Id = ids.Next<ProductId>(), ShopId = shop, Slug = Free(Slug, past.Name, slugs), Name = past.Name, CreatedAt = now, UpdatedAt = now,
                CategoryId = past.Category.Length == 0 ? null : categories[past.Category],
            };
            work.Db.Add(product);
            work.Db.Add(new Variant { Id = past.Id, ShopId = shop, ProductId = product.Id, Code = Free(Code, past.Name, codes), Name = past.Name, IsOnSale = false });
        }

        await work.Db.SaveChangesAsync(ct);
        return null;
    }

    private async Task<Dictionary<string, CategoryId>> CategoriesAsync(DinerDb db, ShopId shop, IReadOnlyList<PastGoods> goods, CancellationToken ct)
    {
        var all = await db.Set<Category>().Where(c => c.ShopId == shop).ToListAsync(ct);
        var byName = all.GroupBy(c => c.Name).ToDictionary(group => group.Key, group => group.First().Id);
        var slugs = all.Select(c => c.Slug).ToHashSet();
        foreach (var name in goods.Select(past => past.Category).Where(name => name.Length > 0 && !byName.ContainsKey(name)).Distinct().ToList())
        {
            var category = new Category { Id = ids.Next<CategoryId>(), ShopId = shop, Slug = Free(Slug, name, slugs), Name = name, Position = all.Count };
            db.Add(category);
            byName.Add(name, category.Id);
        }

        return byName;
    }

    // The name as far as the rules let it; what they leave nothing of, and what somebody has, gets a hash of the name behind it.
    private static string Free(Func<string, string> reduce, string name, HashSet<string> taken)
    {
        var wish = reduce(name);
        if (wish.Length < 2 || !taken.Add(wish))
            taken.Add(wish = reduce($"{(wish.Length == 0 ? "past" : wish[..Math.Min(wish.Length, StemCharsMax)])}-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashChars]}"));
        return wish;
    }

    private static string Slug(string name) => Reduced(name.ToLowerInvariant(), Check.SlugLengthMax, char.IsAsciiLetterLower);

    private static string Code(string name) => Reduced(name.ToUpperInvariant(), Check.CodeLengthMax, char.IsAsciiLetterUpper);

    private static string Reduced(string name, int lengthMax, Func<char, bool> isLetter)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (isLetter(c) || char.IsAsciiDigit(c))
                text.Append(c);
            else if (text.Length > 0 && text[^1] != '-')
                text.Append('-');
        }

        return text.ToString(0, Math.Min(text.Length, lengthMax)).TrimEnd('-');
    }
}
