using System.CommandLine;
using System.Text.Json;
using Diner.Data.Audit;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Settlement.FollowUp;

namespace Diner.Host.Cli;

/// <summary><c>diner orders</c>: look at an order, vouch for its payment, fulfil it by hand.</summary>
internal static class OrdersCommand
{
    private static readonly Argument<string> No = new("NO") { Description = "The order number" };
    private static readonly Option<string> Why = new("--why") { Description = "The reason; it is kept with the payment", Required = true };
    private static readonly Option<string> Text = new("--text") { Description = "What the buyer receives", Required = true };

    public static Command Build()
    {
        var show = new Command("show", "Show an order.") { No, CliContext.Json }.WithDatabase();
        show.SetAction(ShowAsync);
        var confirm = new Command("confirm-paid", "Vouch that an order was paid: it is settled as if its channel had said so.") { No, Why, CliContext.Json }.WithDatabase();
        confirm.SetAction(ConfirmAsync);
        var fulfil = new Command("fulfil", "Deliver goods that a person fulfils.") { No, Text }.WithDatabase();
        fulfil.SetAction(FulfilAsync);
        return new Command("orders", "Orders.") { show, confirm, fulfil };
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        if (await services.GetRequiredService<OrderQueries>().FindByNoAsync(parsed.GetValue(No)!, ct) is not { } order)
            return Unknown(parsed);
        if (parsed.GetValue(CliContext.Json))
            Console.WriteLine(JsonSerializer.Serialize(Model(order)));
        else
            Console.WriteLine($"{order.OrderNo}  {order.Status.ToWire()}  {order.ProductName} / {order.VariantName} x {order.Quantity}  {order.Amount}\n"
                + $"placed {order.CreatedAt:u}  paid {order.PaidAt:u}  delivered {order.DeliveredAt:u}");
        return 0;
    }

    private static async Task<int> ConfirmAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        if (await services.GetRequiredService<OrderQueries>().FindByNoAsync(parsed.GetValue(No)!, ct) is not { } order)
            return Unknown(parsed);
        var confirmed = await services.GetRequiredService<ConfirmPaid>().RunAsync(Actor.CommandLine(), order, parsed.GetValue(Why)!, ct);
        if (!confirmed.IsOk)
            return CliContext.Fail(confirmed.Problem.Detail);
        var outcome = JsonNamingPolicy.SnakeCaseLower.ConvertName(confirmed.Value.Outcome.ToString());
        Console.WriteLine(parsed.GetValue(CliContext.Json) ? JsonSerializer.Serialize(new { order_no = order.OrderNo, outcome }) : $"{order.OrderNo}: {outcome}");
        return 0;
    }

    private static async Task<int> FulfilAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        if (await services.GetRequiredService<OrderQueries>().FindByNoAsync(parsed.GetValue(No)!, ct) is not { } order)
            return Unknown(parsed);
        if (await services.GetRequiredService<FulfilOrder>().RunAsync(Actor.CommandLine(), order, parsed.GetValue(Text)!, ct) is { } problem)
            return CliContext.Fail(problem.Detail);
        Console.WriteLine($"{order.OrderNo}: delivered");
        return 0;
    }

    private static object Model(OrderView order) => new
    {
        order_no = order.OrderNo,
        status = order.Status.ToWire(),
        product = order.ProductName,
        variant = order.VariantName,
        quantity = order.Quantity,
        amount = new { minor = order.Amount.AmountMinor, currency = order.Amount.Currency.Code },
        created_at = order.CreatedAt,
        expires_at = order.ExpiresAt,
        paid_at = order.PaidAt,
        delivered_at = order.DeliveredAt,
    };

    private static int Unknown(ParseResult parsed) =>
        CliContext.Fail($"There is no order {parsed.GetValue(No)}. Copy its number from the order's page.");
}
