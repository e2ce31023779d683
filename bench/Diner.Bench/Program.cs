using Diner.Bench;
using Diner.Bench.Checkout;
using Diner.Bench.Flash;
using Diner.Bench.Growth;
using Diner.Bench.Import;
using Diner.Bench.Pages;
using Diner.Bench.Settle;
using Diner.Testing;

var name = args.FirstOrDefault() ?? "";
if (name == HelloServer.Verb)
    return await HelloServer.RunAsync();
if (!PostgresCluster.IsInstalled)
    return Fail("PostgreSQL 15 is not installed: apt-get install postgresql-15");
if (!BenchOptions.TryParse(args.Skip(1), out var options, out var wrong))
    return Fail($"Unknown option '{wrong}'. There are {BenchOptions.Usage}.");

var report = name switch
{
    "settle" => await SettleBench.RunAsync(options),
    "checkout" => await CheckoutBench.RunAsync(options),
    "flash" => await FlashBench.RunAsync(options),
    "import" => await ImportBench.RunAsync(options),
    "growth" => await GrowthBench.RunAsync(options),
    "pages" => await PagesBench.RunAsync(options),
    _ => null,
};
if (report is null)
    return Fail($"There is no benchmark '{name}'. There are settle, checkout, flash, import, growth, pages.");
report.Print();
return 0;

static int Fail(string sentence)
{
    Console.Error.WriteLine(sentence);
    return 1;
}
