using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Ordering.Trade;

namespace Diner.Web.Merchant.Tonight;

/// <summary>What a merchant sees first: how the day goes, what runs out, what waits.</summary>
/// <param name="Now">When it was read.</param>
/// <param name="Today">Since midnight in the shop's time zone.</param>
/// <param name="Before">The same stretch of the same weekday last week.</param>
/// <param name="Stock">What is on sale from a pool, scarcest first.</param>
/// <param name="Waiting">What waits for the merchant.</param>
/// <param name="Recent">The newest orders.</param>
public sealed record TonightView(
    DateTimeOffset Now, TradeFigures Today, TradeFigures Before, IReadOnlyList<StockLine> Stock, WaitingView Waiting, IReadOnlyList<OrderView> Recent);

/// <summary>How long a pool lasts.</summary>
/// <param name="VariantId">Whose pool.</param>
/// <param name="Name">Product and variant.</param>
/// <param name="Free">Keys nobody has a claim on.</param>
/// <param name="PerDay">Mean units a day of the last four weeks; 0 without a sale.</param>
public sealed record StockLine(VariantId VariantId, string Name, long Free, double PerDay)
{
    /// <summary>Days the pool lasts at that rate; null when nothing sells.</summary>
    public double? DaysLeft => PerDay > 0 ? Free / PerDay : null;
}

/// <summary>One step of opening a shop.</summary>
/// <param name="Key">Its words in TonightText.</param>
/// <param name="IsDone">True once it is so.</param>
/// <param name="Place">The page behind <c>/console/{shop}/</c> where it is done.</param>
/// <param name="Permission">What that page needs.</param>
public sealed record FirstStep(string Key, bool IsDone, string Place, string Permission);
