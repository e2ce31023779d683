namespace Diner.Simulator.Restock;

/// <summary>When and how much a merchant buys. It sees what was sold, not what people wanted.</summary>
internal interface IRestockPolicy
{
    /// <summary>How many pieces to order on the evening of a day; 0 for none.</summary>
    int Order(StockView view);
}

/// <summary>What the merchant sees on the evening of a day.</summary>
/// <param name="Day">The day, from 0.</param>
/// <param name="OnHand">Pieces in stock.</param>
/// <param name="OnOrder">Pieces bought that have not come yet.</param>
/// <param name="Sold">Pieces sold on each day up to this one.</param>
/// <param name="WasOut">Whether a day ended with nothing in stock.</param>
internal readonly record struct StockView(int Day, int OnHand, int OnOrder, IReadOnlyList<int> Sold, IReadOnlyList<bool> WasOut)
{
    /// <summary>Pieces sold a day, of the last so many days; without those that ended sold out when they are not to count and there are others.</summary>
    public double SoldADay(int days, bool isWithoutOut)
    {
        var (sum, counted) = (0, 0);
        for (var day = Math.Max(0, Day - days + 1); day <= Day; day++)
        {
            if (isWithoutOut && WasOut[day])
                continue;
            sum += Sold[day];
            counted++;
        }

        return counted > 0 ? sum / (double)counted : isWithoutOut ? SoldADay(days, false) : 0;
    }
}
