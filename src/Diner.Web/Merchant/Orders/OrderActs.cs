using Diner.Delivery.Mail;
using Diner.Delivery.Problems;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Ordering.Staff;
using Diner.Settlement.FollowUp;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Merchant.Orders;

/// <summary>What a person does to an order: each act is a form, and ends on the order's page with a note of what came of it.</summary>
internal static class OrderActs
{
    /// <summary>The most that a text a person hands over may be, as a form.</summary>
    public const int TextBytesMax = 256 * 1024;

    private const int TextCharsMax = 64 * 1024;
    private const int ReasonCharsMax = 2_000;

    private static readonly string[] Done = ["resent", "cancelled", "noted", "answered", "replaced", "fulfilled", "confirmed", "refunded", "handled"];

    public static Task<IResult> ResendAsync(string no, HttpContext context, Desk desk, SheetDesk sheets, ResendMail resend, CancellationToken ct) =>
        OnAsync(new Act(no, context, desk, sheets), (order, _) => resend.RunAsync(desk.Actor, order, ct), "resent", ct);

    public static Task<IResult> CancelAsync(string no, HttpContext context, Desk desk, SheetDesk sheets, CancelOrder cancel, CancellationToken ct) =>
        OnAsync(new Act(no, context, desk, sheets), (order, form) => cancel.RunAsync(desk.Actor, order, form.Text("why", ReasonCharsMax), ct), "cancelled", ct);

    public static Task<IResult> NoteAsync(string no, HttpContext context, Desk desk, SheetDesk sheets, OrderNotes notes, CancellationToken ct) =>
        OnAsync(new Act(no, context, desk, sheets), (order, form) => notes.AddAsync(desk.Actor, order, form.Text("note", ReasonCharsMax), ct), "noted", ct);

    public static Task<IResult> FulfilAsync(string no, HttpContext context, Desk desk, SheetDesk sheets, FulfilOrder fulfil, CancellationToken ct) =>
        OnAsync(new Act(no, context, desk, sheets), (order, form) => fulfil.RunAsync(desk.Actor, order, form.Text("text", TextCharsMax), ct), "fulfilled", ct);

    public static Task<IResult> ConfirmAsync(string no, HttpContext context, Desk desk, SheetDesk sheets, ConfirmPaid confirm, CancellationToken ct) =>
        OnAsync(new Act(no, context, desk, sheets), async (order, form) => (await confirm.RunAsync(desk.Actor, order, form.Text("why", ReasonCharsMax), ct)).Problem, "confirmed", ct);

    public static Task<IResult> ReplaceAsync(string no, HttpContext context, Desk desk, SheetDesk sheets, ReplaceKey replace, CancellationToken ct) =>
        OnAsync(
            new Act(no, context, desk, sheets),
            async (order, form) => Guid.TryParse(form["key"], out var key)
                ? (await replace.RunAsync(desk.Actor, new KeyReplacement(order, new KeyId(key), form.Text("reason", ReasonCharsMax)) { Text = form.Text("text", TextCharsMax) }, ct)).Problem
                : new Problem(ProblemCode.NotFound, "The order has no such key.", "key"),
            "replaced",
            ct);

    public static Task<IResult> AnswerAsync(string no, HttpContext context, Desk desk, SheetDesk sheets, AnswerProblem answer, CancellationToken ct) =>
        OnAsync(new Act(no, context, desk, sheets), (order, form) => AnswerAsync(desk, order, form, answer, ct), "answered", ct);

    /// <summary>The note an address asks for: a key of DeskText, or empty; and whether it is a refusal.</summary>
    public static (string Note, bool IsRefusal) NoteOf(IQueryCollection query)
    {
        if (query["done"].ToString() is var done && Done.Contains(done))
            return ($"Done_{done}", false);
        return Enum.TryParse<ProblemCode>(query["failed"], out var code) && Enum.IsDefined(code) ? ($"Failed_{code}", true) : ("", false);
    }

    /// <summary>Back to the order's page, with the reason why nothing was done.</summary>
    public static IResult Back(HttpContext context, Desk desk, OrderView order, Problem problem) =>
        PrivatePages.SeeOther(context, $"{Address(desk, order)}?failed={problem.Code}");

    private static async Task<IResult> OnAsync(Act act, Func<OrderView, IFormCollection, Task<Problem?>> run, string done, CancellationToken ct)
    {
        var (no, context, desk, sheets) = act;
        if (await sheets.FindAsync(desk.Shop.Id, no, ct) is not { } order)
            return Pages.NotFound(context);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        return await run(order, form) is { } problem
            ? Back(context, desk, order, problem)
            : PrivatePages.SeeOther(context, $"{Address(desk, order)}?done={done}");
    }

    private static async Task<Problem?> AnswerAsync(Desk desk, OrderView order, IFormCollection form, AnswerProblem answer, CancellationToken ct)
    {
        var text = form.Text("answer", ReasonCharsMax);
        if (form["how"] == "explain" && string.IsNullOrWhiteSpace(text))
            return new Problem(ProblemCode.InvalidRequest, "Write what the buyer should know.", "answer");
        return Guid.TryParse(form["report"], out var report)
            ? await answer.RunAsync(desk.Actor, order, report, form["how"] == "explain" ? text : "", ct)
            : new Problem(ProblemCode.NotFound, "The order has no such report.", "report");
    }

    private static string Address(Desk desk, OrderView order) => $"/console/{desk.Shop.Slug}/orders/{order.OrderNo}";

    private sealed record Act(string No, HttpContext Context, Desk Desk, SheetDesk Sheets);
}
