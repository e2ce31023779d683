using Diner.Simulator.Parameters;

namespace Diner.Simulator.Restock;

/// <summary>Each evening: below the safety line, buy up to it and for some days more. Sales are those of 28 days, days that were sold out left aside.</summary>
internal sealed class ByRule(Rule rule) : IRestockPolicy
{
    public int Order(StockView view)
    {
        var mean = view.SoldADay(rule.WindowDays, isWithoutOut: true);
        var stock = view.OnHand + view.OnOrder;
        return stock > mean * rule.SafetyDays ? 0 : (int)Math.Ceiling(Math.Max(1, (mean * (rule.SafetyDays + rule.CoverDays)) - stock));
    }
}
