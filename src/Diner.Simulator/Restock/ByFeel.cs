using Diner.Simulator.Chance;
using Diner.Simulator.Parameters;

namespace Diner.Simulator.Restock;

/// <summary>A merchant who looks now and then, remembers the last days roughly, and buys a lot when it looks low.</summary>
internal sealed class ByFeel(Feel feel, Dice dice) : IRestockPolicy
{
    private readonly int _lookDay = dice.Below(feel.LooksEveryDays);

    public int Order(StockView view)
    {
        if (view.Day % feel.LooksEveryDays != _lookDay || view.OnOrder > 0)
            return 0;
        var guess = view.SoldADay(feel.RemembersDays, isWithoutOut: false) * dice.Around(feel.GuessSpread);
        return view.OnHand > guess * feel.LowDays ? 0 : (int)Math.Ceiling(Math.Max(1, guess * feel.BuysDays));
    }
}
