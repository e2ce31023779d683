using System.CommandLine;
using System.Text.Json;
using Diner.Accounts.Invitations;
using Diner.Accounts.Merchants;
using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;

namespace Diner.Host.Cli;

/// <summary><c>diner merchants</c>: who sells here.</summary>
internal static class MerchantsCommand
{
    private const int PageRows = 200;

    private static readonly Argument<Guid> Id = new("ID") { Description = "The merchant's id, as 'diner merchants list' prints it" };
    private static readonly Option<string> Name = new("--name") { Description = "What the merchant is called", Required = true };
    private static readonly Option<string> Owner = new("--owner") { Description = "The owner's e-mail address: an invitation is mailed there", Required = true };
    private static readonly Option<string> Language = new("--language") { Description = "Of the mail: zh-CN or en", DefaultValueFactory = _ => "zh-CN" };
    private static readonly Option<string> Why = new("--why") { Description = "The reason; the merchant reads it", Required = true };

    public static Command Build()
    {
        var list = new Command("list", "List merchants.") { CliContext.Json }.WithDatabase();
        list.SetAction(ListAsync);
        var open = new Command("open", "Admit a merchant and invite its owner.") { Name, Owner, Language, CliContext.Json }.WithDatabase();
        open.SetAction(OpenAsync);
        var suspend = new Command("suspend", "Suspend a merchant.") { Id, Why, CliContext.Json }.WithDatabase();
        suspend.SetAction((parsed, ct) => ChangeAsync(parsed, (use, id) => use.RunAsync(Actor.CommandLine(), id, parsed.GetValue(Why)!, ct)));
        var resume = new Command("resume", "Let a suspended merchant trade again.") { Id, CliContext.Json }.WithDatabase();
        resume.SetAction((parsed, ct) => ChangeAsync(parsed, (use, id) => use.ResumeAsync(Actor.CommandLine(), id, ct)));
        return new Command("merchants", "Who sells here.") { list, open, suspend, resume, MerchantLimitsCommand.Build(Id) };
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        var merchants = services.GetRequiredService<Merchants>();
        MerchantId? after = null;
        while (await merchants.ListAsync(after, PageRows, ct) is { Count: > 0 } page)
        {
            foreach (var merchant in page)
                Print(parsed, merchant);
            after = page[^1].Id;
        }

        return 0;
    }

    private static async Task<int> OpenAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        var opened = await services.GetRequiredService<OpenMerchant>().RunAsync(Actor.CommandLine(), parsed.GetValue(Name)!, ct);
        if (!opened.IsOk)
            return CliContext.Fail(opened.Problem.Detail);
        var invite = new StaffInvite(opened.Value, parsed.GetValue(Owner)!, [Role.Owner], parsed.GetValue(Language)!);
        var invited = await services.GetRequiredService<InviteStaff>().RunAsync(Actor.CommandLine(), invite, ct);
        if (!invited.IsOk)
            return CliContext.Fail($"The merchant is there ({opened.Value.Value:D}), but the owner was not invited: {invited.Problem.Detail}");
        Console.WriteLine(parsed.GetValue(CliContext.Json) ? JsonSerializer.Serialize(new { id = opened.Value.Value }) : opened.Value.Value.ToString("D"));
        return 0;
    }

    private static async Task<int> ChangeAsync(ParseResult parsed, Func<SuspendMerchant, MerchantId, Task<Result<MerchantView>>> change)
    {
        await using var services = CliContext.Services(parsed);
        var changed = await change(services.GetRequiredService<SuspendMerchant>(), new MerchantId(parsed.GetValue(Id)));
        if (!changed.IsOk)
            return CliContext.Fail(changed.Problem.Detail);
        await services.GetRequiredService<SuspendShops>().RunAsync(Actor.CommandLine(), changed.Value.Id, changed.Value.SuspendedAt is not null, CancellationToken.None);
        Print(parsed, changed.Value);
        return 0;
    }

    private static void Print(ParseResult parsed, MerchantView merchant) => Console.WriteLine(parsed.GetValue(CliContext.Json)
        ? JsonSerializer.Serialize(new { id = merchant.Id.Value, name = merchant.Name, suspended_at = merchant.SuspendedAt, suspended_why = merchant.SuspendedWhy })
        : $"{merchant.Id.Value:D}  {(merchant.SuspendedAt is null ? "open     " : "suspended")}  {merchant.Name}");
}
