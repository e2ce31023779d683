using System.Globalization;
using Diner.Accounts.Permissions;
using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Catalog.Work;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Errors;
using Diner.Web.LongWork;
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
    // Of all that a filter finds so many are shown beforehand.
    private const int ShownOfAll = 100;

    public static void Map(RouteGroupBuilder edit)
    {
        edit.MapGet("bulk", ShowAsync);
        edit.MapPost("bulk", ApplyAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, GoodsDesk goods)
    {
        var query = context.Request.Query;
        string Field(string name) => query[name].ToString().Replace("\0", "", StringComparison.Ordinal).Trim();
        return await PageAsync(context, desk, goods, (BulkChoice.Of(query["id"], Field), BulkForm.Of(Field)), null);
    }

    private static async Task<IResult> ApplyAsync(HttpContext context, Desk desk, GoodsDesk goods, StartGoodsWork start)
    {
        var ct = context.RequestAborted;
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } sent)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var (choice, form) = (BulkChoice.Of(sent["id"], name => sent.Text(name, 100).Trim()), BulkForm.Of(name => sent.Text(name, 100)));
        var wanted = form.ToChange(desk.Shop.Currency);
        if (!wanted.IsOk)
            return await PageAsync(context, desk, goods, (choice, form), wanted.Problem);
        var all = new AllGoods(choice.All ?? new GoodsFilter(), wanted.Value) { Chosen = choice.All is null ? choice.Ids : null };
        var started = await start.ChangeAsync(desk.Actor, new GoodsTask(desk.Shop.Id, all.Filter.Search, Permission.GoodsEdit) { Language = CultureInfo.CurrentUICulture.Name }, all, ct);
        return started.IsOk
            ? PrivatePages.SeeOther(context, WorkRoutes.Address(desk, started.Value))
            : await PageAsync(context, desk, goods, (choice, form), started.Problem);
    }

    private static async Task<IResult> PageAsync(HttpContext context, Desk desk, GoodsDesk goods, (BulkChoice Choice, BulkForm Form) wanted, Problem? problem)
    {
        var ct = context.RequestAborted;
        var (choice, form) = wanted;
        var items = choice.All is { } all ? await goods.Goods.ListAsync(desk.Shop.Id, all, ShownOfAll, ct) : await goods.Goods.FindAsync(desk.Shop.Id, choice.Ids, ct);
        var count = choice.All is { } whole ? await goods.Goods.CountAsync(desk.Shop.Id, whole, ct) : items.Count;
        var change = form.ToChange(desk.Shop.Currency);
        var steps = change is { IsOk: true, Value.Price: { } price } ? ChangeGoods.Preview(items, price) : [];
        return ConsoleRoutes.Page<BulkPage>(
            context,
            new { Desk = desk, Items = items, Count = count, Choice = choice, Form = form, Steps = steps, Problem = problem ?? change.Problem, Categories = await goods.CategoriesAsync(desk.Shop, ct) },
            problem?.Code.ToStatus() ?? StatusCodes.Status200OK);
    }
}
