using Diner.Simulator.Buyers;
using Diner.Simulator.Chance;
using Diner.Simulator.Parameters;
using Diner.Simulator.Rhythm;
using Diner.Simulator.Supply;

namespace Diner.Simulator.Trade;

/// <summary>
/// Years of trade, order by order in the order of time, the same for the same seed and parameters. What is kept is the people, the batches
/// and an hour of orders, however many years.
/// <list type="number">
/// <item>Each hour of the shop's clock has a mean number of visits for each of the goods; how many come is Poisson.</item>
/// <item>Who comes depends on how often a kind of buyer comes and on what it likes to pay.</item>
/// <item>A visit takes along what pairs say, and now and then something else.</item>
/// <item>Paid orders take keys from stock, go through a channel, and some end badly.</item>
/// </list>
/// </summary>
internal sealed class PlayTrade
{
    private const int SecondsPerHour = 3_600;
    private const int SecondsPerMinute = 60;

    private readonly SimParameters _parameters;
    private readonly DateTime _from;
    private readonly DateTime _to;
    private readonly Demand _demand;
    private readonly Dice _dice;
    private readonly Agenda _agenda = new();
    private readonly TimeZoneInfo _zone;
    private readonly double[][] _tastes;
    private readonly double[][] _quantities;
    private readonly int[] _alsoGoods;
    private long _visits;
    private long _orders;

    public PlayTrade(SimParameters parameters, ulong seed, int months)
    {
        _parameters = parameters;
        _zone = parameters.Zone;
        _from = parameters.From.ToDateTime(TimeOnly.MinValue);
        _to = _from.AddMonths(months);
        Windows = PlanWindows.Between(parameters, _from, _to);
        _demand = new Demand(parameters, Windows, _from);
        _dice = Dice.For(seed, "trade");
        Population = new Population(parameters, seed);
        Fraudsters = new Fraudsters(parameters, Population, seed);
        Stock = new Stock(parameters, seed);
        Channels = new Channels(parameters, seed);
        _tastes = [.. parameters.Goods.Select(goods => parameters.Buyers.Select(kind => Math.Pow((double)goods.Price / 100, kind.Taste)).ToArray())];
        _quantities = [.. parameters.Buyers.Select(kind => kind.Quantities.ToArray())];
        _alsoGoods = [.. Enumerable.Range(0, parameters.Goods.Count).Where(i => !parameters.Pairs.Any(pair => pair.IfCategory == parameters.Goods[i].Category || pair.Then == parameters.Goods[i].Code))];
    }

    public DateTime From => _from;

    public DateTime To => _to;

    public IReadOnlyList<Window> Windows { get; }

    public Population Population { get; }

    public Fraudsters Fraudsters { get; }

    public Stock Stock { get; }

    public Channels Channels { get; }

    /// <summary>Plays it, once.</summary>
    public IEnumerable<SimOrder> Orders()
    {
        var (visits, discounts) = (new double[_parameters.Goods.Count], new double[_parameters.Goods.Count]);
        var end = InZone(_to);
        var last = default(DateTime);
        for (var hour = InZone(_from); hour < end; hour = TimeZoneInfo.ConvertTime(hour.AddHours(1), _zone))
        {
            if (hour.Date != last)
                BeginDay(hour, last);
            last = hour.Date;
            _demand.At(hour.DateTime, visits, discounts);
            for (var goods = 0; goods < visits.Length; goods++)
            {
                for (var left = _dice.Poisson(visits[goods]); left > 0; left--)
                    Visit(hour, goods, discounts[goods]);
            }

            while (_agenda.TryTake(hour.AddHours(1), out var draft))
                yield return Pay(draft);
        }
    }

    private void BeginDay(DateTimeOffset hour, DateTime last)
    {
        if (hour.Month != last.Month || hour.Year != last.Year)
        {
            var month = (short)(((hour.Year - _from.Year) * 12) + hour.Month - _from.Month);
            Population.Turn(month, hour.Month);
            Fraudsters.Turn(month, hour.Date);
            Channels.Turn(hour, hour.AddDays(DateTime.DaysInMonth(hour.Year, hour.Month) - hour.Day + 1));
        }

        foreach (var draft in Fraudsters.OnDay(hour))
            _agenda.Add(draft with { Visit = ++_visits });
    }

    private void Visit(DateTimeOffset hour, int goods, double discount)
    {
        Span<double> weights = stackalloc double[_parameters.Buyers.Count];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = Population.VisitsOf(i) * _tastes[goods][i] * (discount > 0 ? _parameters.Buyers[i].CampaignTaste : 1);
        var kind = _dice.Pick(weights);
        var buyer = Population.Visitor(kind);
        var first = new Draft(hour.AddSeconds(_dice.Below(SecondsPerHour)), ++_visits, buyer, goods, 1 + _dice.Pick(_quantities[kind])) { Discount = discount };
        _agenda.Add(first);
        for (var i = 0; i < _parameters.Pairs.Count; i++)
        {
            var pair = _parameters.Pairs[i];
            if (pair.IfCategory == _parameters.Goods[goods].Category && _dice.Hits(pair.Probability))
                TakeAlong(first, _parameters.IndexOf(pair.Then), pair.WithinMinutes, i);
        }

        if (_alsoGoods.Length > 0 && _dice.Hits(_parameters.AlsoProbability))
            TakeAlong(first, _alsoGoods[_dice.Below(_alsoGoods.Length)], SecondsPerHour / SecondsPerMinute, -1);
    }

    private void TakeAlong(Draft first, int goods, int withinMinutes, int pair) => _agenda.Add(
        new Draft(first.At.AddSeconds(1 + _dice.Below(withinMinutes * SecondsPerMinute)), first.Visit, first.Buyer, goods, 1) { IsFirst = false, Pair = pair });

    private SimOrder Pay(Draft draft)
    {
        var goods = _parameters.Goods[draft.Goods];
        var at = TimeZoneInfo.ConvertTime(draft.At, _zone);
        var keys = Stock.Take(draft.Goods, draft.Quantity, at);
        return new SimOrder(++_orders, draft.Visit, at, draft.Buyer, draft.Goods)
        {
            Quantity = draft.Quantity,
            AmountMinor = (long)Math.Round(goods.PriceMinor * (1 - draft.Discount)) * draft.Quantity,
            Discount = draft.Discount,
            Device = draft.Device,
            Keys = keys,
            Payment = Channels.Pay(at),
            Outcome = EndOf(draft, keys),
            IsFirst = draft.IsFirst,
            Pair = draft.Pair,
        };
    }

    private Outcome EndOf(Draft draft, Taken keys)
    {
        var habit = draft.Habit < 0 ? null : _parameters.Fraud[draft.Habit];
        if (habit is not null && _dice.Hits(habit.Chargeback))
            return Outcome.Chargeback;
        if (keys.IsBad)
            return Outcome.BadKey;
        return habit is not null && _dice.Hits(habit.Claim) ? Outcome.FalseClaim : Outcome.Fine;
    }

    // A time that the clock skips in spring is the first one after it.
    private DateTimeOffset InZone(DateTime local)
    {
        while (_zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local));
    }
}
