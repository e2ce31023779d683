using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Balances;
using Diner.Web.Access;
using Diner.Web.Kit;
using Diner.Web.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Diner.Web.Operator.Books;

/// <summary>The trial balance of the house: every account of every owner, which sum to zero.</summary>
internal static class TrialBalanceRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var books = routes.MapOperator("books", Permission.OperatorMoneyView);
        books.MapGet("", async (HttpContext context, Desk desk, TrialBalanceDesk trial, CancellationToken ct) =>
            ConsoleRoutes.Page<TrialBalancePage>(context, new { Desk = desk, Lines = await trial.ReadAsync(ct) }));
        books.MapGet("/trial-balance.{format:alpha}", TakeOutAsync);
    }

    private static async Task<IResult> TakeOutAsync(string format, TrialBalanceDesk trial, IStringLocalizer<BooksText> text, TimeProvider clock, CancellationToken ct)
    {
        string[] headings = [text["Account"], text["Owner"], text["Currency"], text["Debit"], text["Credit"], text["Balance"]];
        var rows = (await trial.ReadAsync(ct)).Select(line => new[]
        {
            text[$"Account{line.Figures.Account}"].Value, line.Owner, line.Figures.Currency.Code, Major(line, line.Figures.DebitMinor), Major(line, line.Figures.CreditMinor), Major(line, line.Figures.BalanceMinor),
        });
        return TableFile.Of(format, $"trial-balance-{clock.GetUtcNow():yyyyMMdd-HHmm}", headings, [.. rows]);
    }

    private static string Major(TrialLine line, long minor) => new Money(minor, line.Figures.Currency).ToMajorString();
}

/// <summary>An account and whose it is.</summary>
/// <param name="Figures">What was moved on it, ever.</param>
/// <param name="Owner">A shop's or channel's name; empty for the platform.</param>
public sealed record TrialLine(AccountFigures Figures, string Owner);

/// <summary>Reads the trial balance and names its owners.</summary>
internal sealed class TrialBalanceDesk(Balances balances, Shops shops, Diner.Payments.Channels.Channels channels)
{
    public async Task<IReadOnlyList<TrialLine>> ReadAsync(CancellationToken ct)
    {
        var figures = await balances.TrialAsync(null, ct);
        var channelNames = (await channels.ListAsync(null, ct)).ToDictionary(channel => channel.Id.Value, channel => channel.Name);
        var shopNames = await shops.NamesAsync(figures.Where(f => IsOfShop(f) && !channelNames.ContainsKey(f.Owner)).Select(f => (ShopId?)new ShopId(f.Owner)), ct);
        return [.. figures.Select(f => new TrialLine(f, channelNames.GetValueOrDefault(f.Owner) ?? shopNames.GetValueOrDefault(new ShopId(f.Owner), "")))];
    }

    private static bool IsOfShop(AccountFigures figures) =>
        figures.Account is AccountKind.MerchantPayable or AccountKind.Reserve or AccountKind.CouponCost or AccountKind.PayoutsInTransit or AccountKind.ChannelFee;
}
