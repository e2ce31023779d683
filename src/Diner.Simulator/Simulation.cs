using Diner.Kernel;
using Diner.Simulator.Files;
using Diner.Simulator.Live;
using Diner.Simulator.Parameters;
using Diner.Simulator.Restock;
using Diner.Simulator.Trade;
using Diner.Simulator.Truth;

namespace Diner.Simulator;

/// <summary>How much was written.</summary>
/// <param name="Orders">Orders.</param>
/// <param name="RevenueMinor">What they brought in, in minor units.</param>
/// <param name="Buyers">Everybody who was there, with those who never bought.</param>
public sealed record SimulationSummary(long Orders, long RevenueMinor, int Buyers);

/// <summary>Years of plausible trade whose truth is known: docs/reference/simulator.md.</summary>
public sealed class Simulation
{
    /// <summary>Months at most.</summary>
    public const int MonthsMax = 240;

    private readonly SimParameters _parameters;
    private readonly ulong _seed;
    private readonly int _months;

    private Simulation(SimParameters parameters, ulong seed, int months) => (_parameters, _seed, _months) = (parameters, seed, months);

    /// <summary>Every parameter with its default and what it means, as JSON with comments.</summary>
    public static string DefaultParameters => ParameterFile.DefaultText;

    /// <summary>Plans it. <see cref="ProblemCode.InvalidRequest"/> names what is wrong with the parameters, a line for each.</summary>
    /// <param name="parameters">JSON, or null for the defaults.</param>
    /// <param name="seed">The same seed and parameters give the same bytes.</param>
    /// <param name="months">How many months, 1 to <see cref="MonthsMax"/>.</param>
    public static Result<Simulation> Plan(string? parameters, ulong seed, int months)
    {
        if (months is < 1 or > MonthsMax)
            return new Problem(ProblemCode.InvalidRequest, $"From 1 to {MonthsMax} months can be simulated.", "years");
        var read = ParameterFile.Read(parameters ?? ParameterFile.DefaultText);
        return read.IsOk ? new Simulation(read.Value, seed, months) : read.Problem;
    }

    /// <summary>Writes orders, baskets, catalogue, events, labels, conversations and the truth into a directory; files of those names are replaced.</summary>
    public SimulationSummary WriteFiles(string directory, CancellationToken ct)
    {
        Directory.CreateDirectory(directory);
        var trade = new PlayTrade(_parameters, _seed, _months);
        var count = new TruthCount(_parameters, trade.From);
        using (var orders = new OrderFiles(_parameters, directory))
        using (var talks = new TalkFile(_parameters, directory, _seed))
        {
            foreach (var order in trade.Orders())
            {
                ct.ThrowIfCancellationRequested();
                count.Count(order);
                orders.Write(order);
                talks.Write(order);
            }
        }

        new ListFiles(_parameters, trade, directory).Write();
        using (var truth = File.Create(Path.Combine(directory, "truth.json")))
            new WriteTruth(_parameters, trade, count).Run(truth, _seed);
        return new SimulationSummary(count.Orders, count.RevenueMinor, trade.Population.All.Count);
    }

    /// <summary>Restocks by feel and by the rules, on the same demand; writes nothing.</summary>
    public RestockComparison CompareRestock(CancellationToken ct) =>
        Restock.CompareRestock.Run(_parameters, DailyDemand.Count(_parameters, new PlayTrade(_parameters, _seed, _months), ct), _seed);

    /// <summary>Buys in a running shop, at a steady rate. <see cref="ProblemCode.UnknownShop"/> when it is not there or sells nothing.</summary>
    public async Task<Result<LiveSummary>> PlayLiveAsync(LiveTarget target, TimeProvider clock, CancellationToken ct)
    {
        // The cashier sends the buyer back to the shop: nobody follows.
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        return await new PlayLive(http, target, clock).RunAsync(_parameters, new PlayTrade(_parameters, _seed, _months).Orders(), ct);
    }
}
