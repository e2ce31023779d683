using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Forms;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Settings;

/// <summary>Adds a channel to a shop's own account at a provider: one page, made from the form of the type.</summary>
internal static class ProviderRoutes
{
    private const int NameCharsMax = 100;

    // Up to four keys and certificates; some characters of Base64 are three bytes in a form.
    private const int FormBytesMax = 160 * 1024;

    public static void Map(RouteGroupBuilder channels)
    {
        channels.MapGet("/{type:alpha}", (string type, HttpContext context, Desk desk, EditChannels edit) => ProviderForms.Find(type) is { } form
            ? Page((context, desk, edit), form, Fresh(form), problem: null)
            : Pages.NotFound(context, desk.Shop));
        channels.MapPost("/{type:alpha}", AddAsync).WithMetadata(new RequestSizeLimitAttribute(FormBytesMax));
    }

    private static async Task<IResult> AddAsync(string type, HttpContext context, Desk desk, EditChannels edit, CancellationToken ct)
    {
        if (ProviderForms.Find(type) is not { } form)
            return Pages.NotFound(context, desk.Shop);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } sent)
            return Pages.Error(context, StatusCodes.Status400BadRequest, desk.Shop);
        var values = Read(form, sent);
        var settings = form.ToSettings(new ProviderEntries(values, desk.Shop.Currency));
        var problem = settings.Problem;
        if (settings.IsOk)
            problem = (await edit.AddAsync(desk.Actor, New(desk, form, values["name"]) with { Settings = settings.Value, IsAcknowledged = sent.Text("acknowledged", NameCharsMax).Length > 0 }, ct)).Problem;
        return problem is null
            ? PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/settings/channels?note=ChannelAdded")
            : Page((context, desk, edit), form, values, problem);
    }

    private static NewChannel New(Desk desk, ProviderForm form, string name) =>
        new(desk.Shop.Id, form.Type, name, new Dictionary<string, string>()) { Currency = desk.Shop.Currency, TimeZone = desk.Shop.TimeZone };

    private static Dictionary<string, string> Fresh(ProviderForm form) =>
        new(form.Fields.Select(field => KeyValuePair.Create(field.Name, Otherwise(field)))) { ["name"] = form.DefaultName };

    private static Dictionary<string, string> Read(ProviderForm form, IFormCollection sent)
    {
        var values = new Dictionary<string, string> { ["name"] = sent.Text("name", NameCharsMax).Trim() };
        foreach (var field in form.Fields)
            values[field.Name] = field.IsForTheHouse ? field.Otherwise : Chosen(field, sent.Text(field.Name, field.CharsMax).Trim());
        return values;
    }

    // Whatever a stranger chose that is none of the choices is the first.
    private static string Chosen(ProviderField field, string typed) => field.Kind == FieldKind.Choice && !field.Choices.Contains(typed) ? Otherwise(field) : typed;

    private static string Otherwise(ProviderField field) => field.Kind == FieldKind.Choice ? field.Choices[0] : field.Otherwise;

    private static IResult Page((HttpContext Context, Desk Desk, EditChannels Edit) at, ProviderForm form, Dictionary<string, string> values, Problem? problem)
    {
        // Secrets go no further than this.
        foreach (var field in form.Fields.Where(field => field.Kind is FieldKind.Secret or FieldKind.File))
            values.Remove(field.Name);
        var status = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        var mustAcknowledge = at.Edit.MustAcknowledge(New(at.Desk, form, ""));
        return ConsoleRoutes.Page<ProviderPage>(
            at.Context, new { at.Desk, Form = form, Typed = (IReadOnlyDictionary<string, string>)values, Problem = problem, MustAcknowledge = mustAcknowledge }, status);
    }
}
