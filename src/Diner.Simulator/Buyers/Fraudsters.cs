using Diner.Simulator.Chance;
using Diner.Simulator.Parameters;
using Diner.Simulator.Trade;

namespace Diner.Simulator.Buyers;

/// <summary>Somebody who means no good, with the accounts they use.</summary>
/// <param name="Habit">The place of the habit.</param>
/// <param name="From">The first day.</param>
/// <param name="Hour">The hour at which they like to buy.</param>
/// <param name="Accounts">Buyers, by number; the device is named after the first.</param>
internal sealed record Fraudster(int Habit, DateTime From, int Hour, IReadOnlyList<int> Accounts);

/// <summary>People with the habits of fraud, each labelled. They buy beside everybody else.</summary>
internal sealed class Fraudsters(SimParameters parameters, Population population, ulong seed)
{
    private const double MinutesOfAnHour = 60;

    private readonly Dice _dice = Dice.For(seed, "fraud");
    private readonly List<Fraudster> _all = [];

    /// <summary>All there were.</summary>
    public IReadOnlyList<Fraudster> All => _all;

    /// <summary>Lets new ones begin on some day of a month.</summary>
    public void Turn(short month, DateTime from)
    {
        for (var i = 0; i < parameters.Fraud.Count; i++)
        {
            for (var left = _dice.Poisson(parameters.Fraud[i].PeoplePerMonth); left > 0; left--)
            {
                int[] accounts = [.. Enumerable.Range(0, parameters.Fraud[i].Accounts).Select(_ => population.Stranger(month))];
                var first = from.Date.AddDays(_dice.Below(DateTime.DaysInMonth(from.Year, from.Month)));
                _all.Add(new Fraudster(i, first, parameters.Fraud[i].Hour + _dice.Below(parameters.Fraud[i].WithinHours), accounts));
            }
        }
    }

    /// <summary>What they will buy on a day.</summary>
    /// <param name="midnight">Its beginning, with the offset of the shop's clock.</param>
    public IEnumerable<Draft> OnDay(DateTimeOffset midnight)
    {
        foreach (var fraudster in _all)
        {
            var habit = parameters.Fraud[fraudster.Habit];
            if (midnight.DateTime < fraudster.From || midnight.DateTime >= fraudster.From.AddDays(habit.Days))
                continue;
            var orders = habit.OrdersPerDay >= 1 ? (int)Math.Round(habit.OrdersPerDay) : _dice.Hits(habit.OrdersPerDay) ? 1 : 0;
            var at = midnight.AddHours(fraudster.Hour).AddMinutes(Math.Floor(_dice.Share() * MinutesOfAnHour));
            for (var i = 0; i < orders; i++, at = at.AddSeconds(Math.Max(1, Math.Floor(habit.GapSeconds * _dice.Around(0.5)))))
            {
                yield return new Draft(at, 0, fraudster.Accounts[i % fraudster.Accounts.Count], parameters.IndexOf(habit.Goods), habit.Quantity)
                {
                    Habit = fraudster.Habit,
                    Device = fraudster.Accounts[0],
                };
            }
        }
    }
}
