using System.CommandLine;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Forms;

namespace Diner.Host.Cli;

/// <summary><c>diner channels add TYPE</c>, made from the form of a type.</summary>
internal static class ChannelsAddProvider
{
    private static readonly Option<string> Shop = new("--shop") { Description = "The shop's slug", Required = true };

    private static readonly Option<bool> Acknowledge = new("--acknowledge-law") { Description = "Say that you know it may break the law in mainland China to take virtual currency; the audit trail keeps who said so" };

    public static Command Build(ProviderForm form)
    {
        var name = new Option<string>("--name") { Description = "What a buyer reads", DefaultValueFactory = _ => form.DefaultName };
        var lines = form.Fields.Where(field => field.Kind != FieldKind.File).ToDictionary(field => field.Name, Line);
        var files = form.Fields.Where(field => field.Kind == FieldKind.File).ToDictionary(field => field.Name, File);
        var add = new Command(form.Type, $"{form.Says} Prints the channel's id.") { Shop, name, CliContext.Json };
        foreach (var field in form.Fields)
            add.Options.Add(files.TryGetValue(field.Name, out var file) ? file : lines[field.Name]);
        if (form.PaysInCoins)
            add.Options.Add(Acknowledge);
        add.SetAction((parsed, ct) => AddAsync(parsed, (form, name), lines, files, ct));
        return add.WithDatabase();
    }

    private static Option<string> Line(ProviderField field)
    {
        var otherwise = field.Kind == FieldKind.Choice ? field.Choices[0] : field.Otherwise;
        var option = new Option<string>(NameOf(field)) { Description = field.Says, Required = field.IsRequired };
        if (!field.IsRequired)
            option.DefaultValueFactory = _ => otherwise;
        if (field.Kind == FieldKind.Choice)
            option.AcceptOnlyFromAmong([.. field.Choices]);
        return option;
    }

    private static Option<FileInfo?> File(ProviderField field) => new(NameOf(field)) { Description = $"File: {field.Says}", Required = field.IsRequired };

    private static string NameOf(ProviderField field) => "--" + field.Name.Replace('_', '-');

    private static async Task<int> AddAsync(
        ParseResult parsed, (ProviderForm Form, Option<string> Name) what, Dictionary<string, Option<string>> lines, Dictionary<string, Option<FileInfo?>> files, CancellationToken ct)
    {
        var read = await KeyFiles.ReadAsync([.. files.Values.Select(parsed.GetValue)], ct);
        if (!read.IsOk)
            return CliContext.Fail(read.Problem.Detail);
        var values = lines.ToDictionary(line => line.Key, line => parsed.GetValue(line.Value) ?? "");
        foreach (var (name, text) in files.Keys.Zip(read.Value))
            values[name] = text;
        return await ChannelsCommand.AddAsync(parsed, parsed.GetRequiredValue(Shop), shop => Channel(parsed, shop, what, values), ct);
    }

    private static Result<NewChannel> Channel(ParseResult parsed, ShopView shop, (ProviderForm Form, Option<string> Name) what, Dictionary<string, string> values)
    {
        var settings = what.Form.ToSettings(new ProviderEntries(values, shop.Currency));
        return settings.IsOk ? new NewChannel(shop.Id, what.Form.Type, parsed.GetRequiredValue(what.Name), settings.Value) { IsAcknowledged = what.Form.PaysInCoins && parsed.GetValue(Acknowledge) } : settings.Problem;
    }
}
