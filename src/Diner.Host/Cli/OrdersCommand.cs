using System.CommandLine;
using System.Text.Json;
using Diner.Data.Audit;
using Diner.Delivery.Mail;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Ordering.Staff;
using Diner.Settlement.FollowUp;
using Diner.Vault.Keys;

namespace Diner.Host.Cli;

/// <summary><c>diner orders</c>: look at an order, and what staff do to one.</summary>
internal static class OrdersCommand
{
    private static readonly Argument<string> No = new("NO") { Description = "The order number" };
    private static readonly Option<string> Why = new("--why") { Description = "The reason; it is kept, and the buyer reads that of a replacement", Required = true };
    private static readonly Option<string?> WhyMaybe = new("--why") { Description = "The reason" };
    private static readonly Option<int> Place = new("--key") { Description = "Which key of the order: 1 for the first", Required = true };
    private static readonly Option<string?> TextMaybe = new("--text") { Description = "What the buyer receives instead, for goods that a person fulfils" };
    private static readonly Option<string> Text = new("--text") { Description = "What the buyer receives, or the note", Required = true };

    public static Command Build()
    {
        var show = new Command("show", "Show an order.") { No, CliContext.Json }.WithDatabase();
        show.SetAction(ShowAsync);
        var confirm = new Command("confirm-paid", "Vouch that an order was paid: it is settled as if its channel had said so.") { No, Why, CliContext.Json }.WithDatabase();
        confirm.SetAction(ConfirmAsync);
        var fulfil = new Command("fulfil", "Deliver goods that a person fulfils.") { No, Text, CliContext.Json }.WithDatabase();
        fulfil.SetAction(FulfilAsync);
        var replace = new Command("replace-key", "Give the buyer another key for a bad one.") { No, Place, Why, TextMaybe, CliContext.Json }.WithDatabase();
        replace.SetAction(ReplaceAsync);
        var cancel = new Command("cancel", "End an unpaid order and free its stock.") { No, WhyMaybe, CliContext.Json }.WithDatabase();
        cancel.SetAction(CancelAsync);
        var resend = new Command("resend", "Send the mail about the order's state again.") { No, CliContext.Json }.WithDatabase();
        resend.SetAction(ResendAsync);
        var note = new Command("note", "Write a note that colleagues see.") { No, Text, CliContext.Json }.WithDatabase();
        note.SetAction(NoteAsync);
        return new Command("orders", "Orders.") { show, confirm, fulfil, replace, cancel, resend, note };
    }

    private static Task<int> ShowAsync(ParseResult parsed, CancellationToken ct) => OnOrderAsync(parsed, (_, order) => Task.FromResult(Show(parsed, order)), ct);

    private static int Show(ParseResult parsed, OrderView order)
    {
        if (parsed.GetValue(CliContext.Json))
            Console.WriteLine(JsonSerializer.Serialize(Model(order)));
        else
            Console.WriteLine($"{order.OrderNo}  {order.Status.ToWire()}  {order.ProductName} / {order.VariantName} x {order.Quantity}  {order.Amount}\n"
                + $"placed {order.CreatedAt:u}  paid {order.PaidAt:u}  delivered {order.DeliveredAt:u}");
        return 0;
    }

    private static Task<int> ConfirmAsync(ParseResult parsed, CancellationToken ct) => OnOrderAsync(parsed, ConfirmAsync, ct);

    private static Task<int> FulfilAsync(ParseResult parsed, CancellationToken ct) => OnOrderAsync(
        parsed, async (services, order) => Told(parsed, order, await services.GetRequiredService<FulfilOrder>().RunAsync(Actor.CommandLine(), order, parsed.GetValue(Text)!, ct), "delivered"), ct);

    private static Task<int> CancelAsync(ParseResult parsed, CancellationToken ct) => OnOrderAsync(
        parsed, async (services, order) => Told(parsed, order, await services.GetRequiredService<CancelOrder>().RunAsync(Actor.CommandLine(), order, parsed.GetValue(WhyMaybe) ?? "", ct), "cancelled"), ct);

    private static Task<int> ResendAsync(ParseResult parsed, CancellationToken ct) => OnOrderAsync(
        parsed, async (services, order) => Told(parsed, order, await services.GetRequiredService<ResendMail>().RunAsync(Actor.CommandLine(), order, ct), "mail queued"), ct);

    private static Task<int> NoteAsync(ParseResult parsed, CancellationToken ct) => OnOrderAsync(
        parsed, async (services, order) => Told(parsed, order, await services.GetRequiredService<OrderNotes>().AddAsync(Actor.CommandLine(), order, parsed.GetValue(Text)!, ct), "noted"), ct);

    private static Task<int> ReplaceAsync(ParseResult parsed, CancellationToken ct) => OnOrderAsync(parsed, ReplaceAsync, ct);

    private static async Task<int> ConfirmAsync(ParseResult parsed, ServiceProvider services, OrderView order, CancellationToken ct)
    {
        var confirmed = await services.GetRequiredService<ConfirmPaid>().RunAsync(Actor.CommandLine(), order, parsed.GetValue(Why)!, ct);
        return Told(parsed, order, confirmed.Problem, JsonNamingPolicy.SnakeCaseLower.ConvertName(confirmed.Value.Outcome.ToString()));
    }

    // By its place, as the buyer and the console name it: nobody types a key's id.
    private static async Task<int> ReplaceAsync(ParseResult parsed, ServiceProvider services, OrderView order, CancellationToken ct)
    {
        var keys = await services.GetRequiredService<OrderKeys>().OfOrderAsync(order.Id, ct);
        if (parsed.GetValue(Place) is var place && (place < 1 || place > keys.Count))
            return CliContext.Fail($"Order {order.OrderNo} has {keys.Count} keys. Give --key a number from 1 to that.");
        var replacement = new KeyReplacement(order, keys[place - 1], parsed.GetValue(Why)!) { Text = parsed.GetValue(TextMaybe) ?? "" };
        return Told(parsed, order, (await services.GetRequiredService<ReplaceKey>().RunAsync(Actor.CommandLine(), replacement, ct)).Problem, "replaced");
    }

    private static Task<int> OnOrderAsync(ParseResult parsed, Func<ParseResult, ServiceProvider, OrderView, CancellationToken, Task<int>> run, CancellationToken ct) =>
        OnOrderAsync(parsed, (services, order) => run(parsed, services, order, ct), ct);

    private static async Task<int> OnOrderAsync(ParseResult parsed, Func<ServiceProvider, OrderView, Task<int>> run, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        return await services.GetRequiredService<OrderQueries>().FindByNoAsync(parsed.GetValue(No)!, ct) is { } order
            ? await run(services, order)
            : CliContext.Fail($"There is no order {parsed.GetValue(No)}. Copy its number from the order's page.");
    }

    private static int Told(ParseResult parsed, OrderView order, Problem? problem, string outcome)
    {
        if (problem is not null)
            return CliContext.Fail(problem.Detail);
        Console.WriteLine(parsed.GetValue(CliContext.Json) ? JsonSerializer.Serialize(new { order_no = order.OrderNo, outcome }) : $"{order.OrderNo}: {outcome}");
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
}
