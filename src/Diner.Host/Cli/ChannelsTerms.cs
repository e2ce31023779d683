using System.CommandLine;
using System.Text.Json;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Host.Cli;

/// <summary><c>diner channels terms</c>: what a channel costs and who bears it; only here may the platform.</summary>
internal static class ChannelsTerms
{
    private const decimal BasisPointsPerPercent = 100;

    private static readonly Argument<Guid> Id = new("ID") { Description = "The channel's id, as 'diner channels list' prints it" };
    private static readonly Option<decimal?> Rate = new("--rate") { Description = "Percent of each payment that the channel keeps: 0.6" };
    private static readonly Option<long?> Fixed = new("--fixed-minor") { Description = "What it keeps besides of each payment, minor units: 30" };
    private static readonly Option<FeeBearer?> Bearer = new("--bearer") { Description = "Who bears it" };

    public static Command Build()
    {
        var terms = new Command("terms", "Set what a channel costs and who bears it; without options print it.") { Id, Rate, Fixed, Bearer, CliContext.Json }.WithDatabase();
        terms.SetAction(RunAsync);
        return terms;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var id = new ChannelId(parsed.GetValue(Id));
        await using var services = CliContext.Services(parsed);
        if ((await services.GetRequiredService<Channels>().ListAsync(null, ct)).FirstOrDefault(channel => channel.Id == id) is not { } found)
            return CliContext.Fail($"There is no channel {id.Value:D}. List them with: diner channels list");
        var terms = found.Terms with
        {
            FeeBasisPoints = parsed.GetValue(Rate) is { } rate ? (int)(rate * BasisPointsPerPercent) : found.Terms.FeeBasisPoints,
            FeeFixedMinor = parsed.GetValue(Fixed) ?? found.Terms.FeeFixedMinor,
            Bearer = parsed.GetValue(Bearer) ?? found.Terms.Bearer,
        };
        if (terms != found.Terms && await services.GetRequiredService<EditChannels>().SetTermsAsync(Actor.CommandLine(), id, found.ShopId, terms, ct) is { } problem)
            return CliContext.Fail($"{problem.Field}: {problem.Detail}");
        Console.WriteLine(parsed.GetValue(CliContext.Json)
            ? JsonSerializer.Serialize(new { id = id.Value, fee_basis_points = terms.FeeBasisPoints, fee_fixed_minor = terms.FeeFixedMinor, bearer = terms.Bearer.ToString() })
            : $"{found.Name}: {terms.FeeBasisPoints / BasisPointsPerPercent} % and {terms.FeeFixedMinor} minor units of each payment, borne by the {terms.Bearer.ToString().ToLowerInvariant()}.");
        return 0;
    }
}
