using Diner.Accounts.Permissions;
using Diner.Catalog.Products;
using Diner.Data.Files;
using Diner.Kernel;
using Diner.Vault.Receive;
using Diner.Web.Access;
using Diner.Web.Kit;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Merchant.Keys;

/// <summary>Bringing keys in: by file or by paste, looked at, and then as long work.</summary>
internal static class ImportPages
{
    /// <summary>The most bytes of a paste.</summary>
    public const int PasteBytesMax = 1024 * 1024;

    private const string PasteName = "paste.txt";

    public static async Task<IResult> ShowAsync(HttpContext context, Desk desk, LimitsDesk limits, CancellationToken ct)
    {
        var may = await limits.ReadAsync(desk.Shop.Merchant, ct);
        return ConsoleRoutes.Page<ImportPage>(context, new { Desk = desk, Query = VariantOf(context), Room = may.Limits.KeysMax is { } max ? Math.Max(0, max - may.Keys) : (long?)null });
    }

    public static async Task<IResult> PasteAsync(HttpContext context, Desk desk, ReceiveKeyFile receive, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Ask(context, desk, "PasteTooLarge");
        var bytes = System.Text.Encoding.UTF8.GetBytes(form["text"].ToString());
        if (bytes.Length > PasteBytesMax)
            return Ask(context, desk, "PasteTooLarge");
        using var content = new MemoryStream(bytes, writable: false);
        return Received(context, desk, await receive.RunAsync(desk.Shop.Id, PasteName, content, ct));
    }

    public static async Task<IResult> UploadAsync(HttpContext context, Desk desk, ReceiveKeyFile receive, CancellationToken ct)
    {
        // One that says beforehand that it is too large is not read at all.
        if (context.Request.ContentLength > ReceiveKeyFile.BytesMax + UploadedFile.EnvelopeBytesMax)
        {
            context.Response.Headers.Connection = "close";
            return Ask(context, desk, nameof(FileRefusal.TooLarge), StatusCodes.Status413PayloadTooLarge);
        }

        if (await UploadedFile.ReadAsync(context.Request, ct) is not { } file)
            return Ask(context, desk, "NoFile");
        var received = await receive.RunAsync(desk.Shop.Id, file.Name, file.Content, ct);
        await UploadedFile.DrainAsync(context.Request, ct);
        return Received(context, desk, received);
    }

    public static async Task<IResult> PreviewAsync(HttpContext context, Guid file, Desk desk, PreviewKeyFile preview, KeysSources sources, CancellationToken ct)
    {
        var form = PreviewForm.Read(context.Request.Query);
        return await LookAsync(context, desk, (FileId.From(file), form, null), preview, sources, ct);
    }

    public static async Task<IResult> CommitAsync(HttpContext context, Guid file, Desk desk, ImportDesk import, KeysSources sources, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } posted)
            return KeysRoutes.NotThere(context);
        var form = PreviewForm.Read(posted);
        var variant = form.Variant is { } id ? await sources.Names.FindAsync(desk.Shop.Id, id, ct) : null;
        if (variant is null or { Kind: GoodsKind.Manual })
            return KeysRoutes.NotThere(context);
        if (form.ToArguments(desk.Shop, import.Now, out var wrong) is not { } arguments)
            return await LookAsync(context, desk, (FileId.From(file), form, wrong), import.Preview, sources, ct);
        var started = await import.Start.RunAsync(desk.Actor, new ImportStart(desk.Shop.Id, FileId.From(file), arguments, Permission.KeysImport), ct);
        return started.IsOk
            ? PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/work/{started.Value.Value:D}")
            : Ask(context, desk, started.Problem.Code == ProblemCode.NotFound ? "FileGone" : $"Problem{started.Problem.Code}");
    }

    public static async Task<IResult> DiscardAsync(HttpContext context, Guid file, Desk desk, PreviewKeyFile preview, SealedFiles files, CancellationToken ct)
    {
        if (await preview.FindAsync(desk.Shop.Id, FileId.From(file), ct) is null)
            return KeysRoutes.NotThere(context);
        await files.DeleteAsync(FileId.From(file), ct);
        return PrivatePages.SeeOther(context, $"{KeysRoutes.Root(desk)}/import");
    }

    private static async Task<IResult> LookAsync(
        HttpContext context, Desk desk, (FileId File, PreviewForm Form, string? Wrong) look, PreviewKeyFile preview, KeysSources sources, CancellationToken ct)
    {
        if (await preview.RunAsync(desk.Shop.Id, look.File, look.Form.Layout, ct) is not { } seen)
            return KeysRoutes.NotThere(context);
        var names = (await sources.Names.OfShopAsync(desk.Shop.Id, ct)).Where(name => name.Kind != GoodsKind.Manual).ToList();
        var status = look.Wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return ConsoleRoutes.Page<PreviewPage>(context, new { Desk = desk, Preview = seen, Names = names, look.Form, look.Wrong }, status);
    }

    private static IResult Received(HttpContext context, Desk desk, ReceivedFile file)
    {
        if (file.Id is not { } id)
            return Ask(context, desk, $"{file.Refusal}");
        var address = $"{KeysRoutes.Root(desk)}/import/{id.Value:D}{VariantOf(context)}";
        return WantsJson(context) ? Results.Json(new { go = address }) : PrivatePages.SeeOther(context, address);
    }

    private static IResult Ask(HttpContext context, Desk desk, string refusal, int status = StatusCodes.Status422UnprocessableEntity) =>
        WantsJson(context)
            ? Results.Json(new { refusal }, statusCode: status)
            : ConsoleRoutes.Page<ImportPage>(context, new { Desk = desk, Refusal = refusal, Query = VariantOf(context) }, status);

    // The module that sends with a bar asks for JSON.
    private static bool WantsJson(HttpContext context) => context.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal);

    private static string VariantOf(HttpContext context) => KeysRoutes.Cursor(context, "variant") is { } variant ? $"?variant={variant:D}" : "";
}

/// <summary>What committing an import needs together.</summary>
public sealed class ImportDesk(StartImport start, PreviewKeyFile preview, TimeProvider clock)
{
    /// <summary>Starts it.</summary>
    public StartImport Start => start;

    /// <summary>Shows it again when something typed was wrong.</summary>
    public PreviewKeyFile Preview => preview;

    /// <summary>The time.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();
}
