using Diner.Simulator.Buyers;
using Diner.Simulator.Parameters;
using Diner.Simulator.Rhythm;
using Diner.Simulator.Trade;

namespace Diner.Simulator.Files;

/// <summary>What is known at the end: catalogue, events, batches, and the labels of buyers and fraudsters.</summary>
internal sealed class ListFiles(SimParameters parameters, PlayTrade trade, string directory)
{
    public void Write()
    {
        using (var catalogue = Open("catalogue.csv", "variant", "name", "category", "tier", "price"))
        {
            foreach (var goods in parameters.Goods)
                catalogue.Write(goods.Code, goods.Name, goods.Category, goods.Tier, Text.Money(goods.PriceMinor));
        }

        using (var events = Open("events.csv", "at", "name", "scope"))
        {
            foreach (var window in trade.Windows.Where(window => window.Kind != WindowKind.Holiday && window.From >= trade.From))
                events.Write(Local(window.From), window.Name, window.Scope);
        }

        using (var batches = Open("batches.csv", "batch", "variant", "supplier", "arrived_at", "quantity", "unit_cost", "expires_on", "problem_probability"))
        {
            foreach (var batch in trade.Stock.All)
            {
                var goods = parameters.Goods[batch.Goods];
                var expires = goods.LifeDays == 0 ? "" : batch.ArrivedAt.AddDays(goods.LifeDays).ToString("yyyy-MM-dd", null);
                batches.Write(Text.Number(batch.Number), goods.Code, batch.Supplier, Text.Time(batch.ArrivedAt), Text.Number(batch.Quantity), Text.Money(batch.UnitCostMinor), expires, batch.Problem.ToString("0.######", null));
            }
        }

        WriteBuyers();
    }

    private void WriteBuyers()
    {
        using var buyers = Open("buyers.csv", "buyer", "kind", "joined_month", "left_month", "birthday");
        using var fraudsters = Open("fraudsters.csv", "buyer", "habit", "person");
        for (var i = 0; i < trade.Population.All.Count; i++)
        {
            var buyer = trade.Population.All[i];
            var kind = buyer.Kind < parameters.Buyers.Count ? parameters.Buyers[buyer.Kind].Kind : "fraudster";
            buyers.Write(Text.Buyer(i), kind, Month(buyer.Joined), buyer.Left < 0 ? "" : Month(buyer.Left), FormattableString.Invariant($"{buyer.BirthMonth:D2}-{buyer.BirthDay:D2}"));
        }

        foreach (var (number, fraudster) in trade.Fraudsters.All.Index())
        {
            foreach (var account in fraudster.Accounts)
                fraudsters.Write(Text.Buyer(account), parameters.Fraud[fraudster.Habit].Name, Text.Number(number + 1));
        }
    }

    private CsvFile Open(string name, params ReadOnlySpan<string> columns) => new(Path.Combine(directory, name), columns);

    private string Local(DateTime at) => Text.Time(new DateTimeOffset(at, parameters.Zone.GetUtcOffset(at)));

    private string Month(int month) => trade.From.AddMonths(month).ToString("yyyy-MM", null);
}
