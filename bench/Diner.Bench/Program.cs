using System.Runtime.InteropServices;
using Diner.Bench;
using Diner.Bench.Checkout;
using Diner.Bench.Day;
using Diner.Bench.Flash;
using Diner.Bench.Growth;
using Diner.Bench.Import;
using Diner.Bench.Insights;
using Diner.Bench.Lists;
using Diner.Bench.Pages;
using Diner.Bench.Settle;
using Diner.Testing;

var name = args.FirstOrDefault() ?? "";
if (name == HelloServer.Verb)
    return await HelloServer.RunAsync();
if (!PostgresCluster.IsInstalled)
    return Fail("PostgreSQL 15 or later is not installed: apt-get install postgresql");
if (!BenchOptions.TryParse(args.Skip(1), out var options, out var wrong))
    return Fail($"Unknown option '{wrong}'. There are {BenchOptions.Usage}.");

// .NET 10 no longer ends a process in order when it is told to stop: without this a cluster would be left behind.
PosixSignalRegistration[] signals = [.. ((PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP]).Select(signal => PosixSignalRegistration.Create(signal, Stop))];

// What goes wrong is told and ends here, so that clusters, servers and directories are cleaned up on the way.
try
{
    var report = name switch
    {
        "settle" => options.Channel == "epay" ? await SettleBench.RunAsync(options) : await ChannelsBench.RunAsync(options),
        "checkout" => await CheckoutBench.RunAsync(options),
        "day" => await DayBench.RunAsync(options),
        "flash" => await FlashBench.RunAsync(options),
        "import" => await ImportBench.RunAsync(options),
        "growth" => await GrowthBench.RunAsync(options),
        "pages" => await PagesBench.RunAsync(options),
        "lists" => await ListsBench.RunAsync(options),
        "insights-baskets" => await BasketsBench.RunAsync(options),
        _ => null,
    };
    if (report is null)
        return Fail($"There is no benchmark '{name}'. There are settle, checkout, day, flash, import, growth, pages, lists, insights-baskets.");
    report.Print();
    return 0;
}
catch (Exception failure)
{
    return Fail(failure.ToString());
}
finally
{
    foreach (var signal in signals)
        signal.Dispose();
}

static void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    Environment.Exit(1);
}

static int Fail(string sentence)
{
    Console.Error.WriteLine(sentence);
    return 1;
}
