using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Errors;
using Diner.Web.Merchant.Coupons;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Goods;

/// <summary>What a merchant wants of many products at once, as it was typed.</summary>
/// <param name="Percent">By how many percent prices move.</param>
/// <param name="Amount">And by how much, major units, with a sign.</param>
/// <param name="State">The new state, or empty.</param>
/// <param name="Category">The new category's id, or empty.</param>
public sealed record BulkForm(string Percent, string Amount, string State, string Category)
{
    private const int LengthMax = 40;

    internal static BulkForm Of(Func<string, string> field) => new(Cut(field("percent")), Cut(field("amount")), Cut(field("state")), Cut(field("category")));

    internal Result<GoodsChange> ToChange(CurrencyCode currency)
    {
        var share = 0;
        if (Percent.Length > 0 && !Coupons.Percent.TryRead(Percent, out share))
            return new Problem(ProblemCode.InvalidRequest, "Write a percentage.", "percent");
        var minus = Amount.StartsWith('-') ? -1 : 1;
        if (!Money.TryParseMajor(Amount.Length == 0 ? "0" : Amount.TrimStart('-', '+'), currency, out var amount))
            return new Problem(ProblemCode.InvalidRequest, "Write an amount.", "amount");
        return new GoodsChange
        {
            Price = share == 0 && amount.IsZero ? null : new PriceChange(share, minus * amount.AmountMinor),
            State = Enum.TryParse<SaleState>(State, out var state) ? state : null,
            Category = Guid.TryParse(Category, out var category) ? new CategoryId(category) : null,
        };
    }

    private static string Cut(string text) => text.Length <= LengthMax ? text.Trim() : text[..LengthMax];
}

/// <summary>Many products at once: a GET shows what would become of each price, a POST does it.</summary>
internal static class BulkRoutes
{
    public static void Map(RouteGroupBuilder edit)
    {
        edit.MapGet("bulk", ShowAsync);
        edit.MapPost("bulk", ApplyAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, GoodsDesk goods)
    {
        var query = context.Request.Query;
        return await PageAsync(context, desk, goods, (Ids(query["id"]), BulkForm.Of(name => query[name].ToString().Replace("\0", "", StringComparison.Ordinal))), null);
    }

    private static async Task<IResult> ApplyAsync(HttpContext context, Desk desk, GoodsDesk goods, ChangeGoods change)
    {
        var ct = context.RequestAborted;
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } sent)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var (ids, form) = (Ids(sent["id"]), BulkForm.Of(name => sent.Text(name, 100)));
        var wanted = form.ToChange(desk.Shop.Currency);
        var problem = wanted.IsOk ? await change.RunAsync(desk.Actor, desk.Shop.Id, ids, wanted.Value, ct) : wanted.Problem;
        return problem is null
            ? PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/goods?done=bulk")
            : await PageAsync(context, desk, goods, (ids, form), problem);
    }

    private static async Task<IResult> PageAsync(HttpContext context, Desk desk, GoodsDesk goods, (IReadOnlyCollection<ProductId> Ids, BulkForm Form) wanted, Problem? problem)
    {
        var ct = context.RequestAborted;
        var items = await goods.Goods.FindAsync(desk.Shop.Id, wanted.Ids, ct);
        var change = wanted.Form.ToChange(desk.Shop.Currency);
        var steps = change is { IsOk: true, Value.Price: { } price } ? ChangeGoods.Preview(items, price) : [];
        return ConsoleRoutes.Page<BulkPage>(
            context,
            new { Desk = desk, Items = items, wanted.Form, Steps = steps, Problem = problem ?? change.Problem, Categories = await goods.CategoriesAsync(desk.Shop, ct) },
            problem?.Code.ToStatus() ?? StatusCodes.Status200OK);
    }

    private static List<ProductId> Ids(IEnumerable<string?> texts) =>
        [.. texts.Take(ChangeGoods.ProductsMax + 1).Select(text => Guid.TryParse(text, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct().Select(id => new ProductId(id))];
}
