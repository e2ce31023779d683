namespace Diner.Simulator.Parameters;

/// <summary>What cannot be simulated, in sentences that name the parameter.</summary>
internal static class ParameterFaults
{
    private const double VisitsMax = 1_000_000;
    private const double FactorMax = 1_000;
    private const int NameCharsMax = 80;

    private static readonly string[] Calendars = ["gregorian", "lunar"];
    private static readonly string[] Tiers = ["core", "extension", "value-added"];

    public static IEnumerable<string> Of(SimParameters p) => Checks(p).Where(check => !check.IsFine).Select(check => check.Sentence);

    private static IEnumerable<(bool IsFine, string Sentence)> Checks(SimParameters p)
    {
        yield return (p.From.Year is >= 2000 and <= 2080, "from: a day between 2000 and 2080.");
        yield return (TimeZoneInfo.TryFindSystemTimeZoneById(p.TimeZone, out _), $"time_zone: '{p.TimeZone}' is unknown; write it like Asia/Shanghai.");
        yield return (p.VisitsPerDay is > 0 and <= VisitsMax, "visits_per_day: above 0, at most 1000000.");
        yield return (p.GrowthPerYear is >= -0.9 and <= 10, "growth_per_year: from -0.9 to 10.");
        yield return (IsFactor(p.BirthdayFactor), "birthday_factor: from 0 to 1000.");
        yield return (IsShare(p.AlsoProbability), "also_probability: from 0 to 1.");
        yield return (Tiers.All(p.Elasticity.ContainsKey) && p.Elasticity.Values.All(e => e is >= 0 and <= 10), "elasticity: core, extension and value-added, each from 0 to 10.");
        foreach (var check in GoodsChecks(p).Concat(TimeChecks(p)).Concat(PeopleChecks(p)).Concat(HouseChecks(p)))
            yield return check;
    }

    private static IEnumerable<(bool IsFine, string Sentence)> GoodsChecks(SimParameters p)
    {
        yield return (p.Goods.Count > 0 && p.Goods.DistinctBy(g => g.Code).Count() == p.Goods.Count, "goods: at least one, each code once.");
        foreach (var g in p.Goods)
        {
            yield return (IsName(g.Code) && IsName(g.Name) && IsName(g.Category), $"goods {g.Code}: code, name and category have 1 to {NameCharsMax} characters on one line.");
            yield return (Tiers.Contains(g.Tier), $"goods {g.Code}: tier is core, extension or value-added.");
            yield return (g.Price is > 0 and <= 1_000_000 && g.Price * 100 == decimal.Truncate(g.Price * 100), $"goods {g.Code}: price is above 0, with two decimals at most.");
            yield return (g.Cost is >= 0 and <= 10, $"goods {g.Code}: cost is a share of the price, from 0 to 10.");
            yield return (g.Share is > 0 and <= FactorMax && g.Batch is > 0 and <= 10_000_000 && g.LifeDays is >= 0 and <= 36_500, $"goods {g.Code}: share and batch are above 0, life_days is 0 or more.");
        }

        foreach (var pair in p.Pairs)
            yield return (HasCategory(p, pair.IfCategory) && HasGoods(p, pair.Then) && IsShare(pair.Probability) && pair.WithinMinutes is >= 1 and <= 60 && p.Goods.All(g => g.Code != pair.Then || g.Category != pair.IfCategory), $"pairs {pair.IfCategory}: a category, goods of another category, a probability from 0 to 1, 1 to 60 minutes.");
    }

    private static IEnumerable<(bool IsFine, string Sentence)> TimeChecks(SimParameters p)
    {
        yield return (p.Rhythm.Hours.Count == 24 && p.Rhythm.Hours.All(IsFactor) && p.Rhythm.Hours.Sum() > 0, "rhythm.hours: 24 weights.");
        yield return (p.Rhythm.Weekdays.Count == 7 && p.Rhythm.Weekdays.All(IsFactor) && p.Rhythm.Weekdays.Sum() > 0, "rhythm.weekdays: 7 weights, Monday first.");
        foreach (var peak in p.Rhythm.Peaks)
            yield return (HasCategory(p, peak.Category) && peak.Weekday is >= 0 and <= 6 && peak.FromHour >= 0 && peak.ToHour <= 24 && peak.FromHour < peak.ToHour && IsFactor(peak.Factor), $"rhythm.peaks {peak.Category}: a category, weekday 0 to 6, from_hour below to_hour, a factor.");
        foreach (var day in p.Holidays)
            yield return (Calendars.Contains(day.Calendar) && IsDay(day.Month, day.Day) && day.DaysBefore is >= 0 and <= 180 && day.DaysAfter is >= 0 and <= 180 && (day.Category == "*" || HasCategory(p, day.Category)) && IsFactor(day.Factor), $"holidays {day.Name}: calendar gregorian or lunar, a day, 0 to 180 days before and after, a category or *, a factor.");
        foreach (var version in p.Versions)
            yield return (HasGoods(p, version.Goods) && version.FirstDay >= 0 && version.EveryDays >= 1 && version.Hour is >= 0 and <= 23 && version.Hours is >= 1 and <= 2_000 && version.Hours <= version.EveryDays * 24 && IsFactor(version.Factor), $"versions {version.Name}: goods, days, an hour of the day, hours that end before the next version, a factor.");
        foreach (var campaign in p.Campaigns)
            yield return (HasCategory(p, campaign.Category) && IsDay(campaign.Month, campaign.Day) && campaign.Days is >= 1 and <= 180 && campaign.Discount is >= 0 and <= 0.9, $"campaigns {campaign.Name}: a category, a day, 1 to 180 days, a discount from 0 to 0.9.");
    }

    private static IEnumerable<(bool IsFine, string Sentence)> PeopleChecks(SimParameters p)
    {
        yield return (p.Buyers.Count > 0 && p.Buyers.Sum(kind => kind.Share) > 0, "buyers: at least one kind with a share.");
        foreach (var kind in p.Buyers)
            yield return (IsName(kind.Kind) && IsShare(kind.Share) && kind.VisitsPerMonth is > 0 and <= FactorMax && kind.Taste is >= -5 and <= 5 && IsFactor(kind.CampaignTaste) && kind.Quantities.Count > 0 && kind.Quantities.All(IsFactor) && kind.Quantities.Sum() > 0 && IsShare(kind.ChurnPerMonth) && IsShare(kind.ActivityPerMonth), $"buyers {kind.Kind}: shares from 0 to 1, visits above 0, taste from -5 to 5, weights for quantities.");
        foreach (var habit in p.Fraud)
            yield return (IsName(habit.Name) && HasGoods(p, habit.Goods) && habit.PeoplePerMonth is >= 0 and <= FactorMax && habit.Accounts is >= 1 and <= 1_000 && habit.Days is >= 1 and <= 366 && habit.OrdersPerDay is >= 0 and <= FactorMax && habit.GapSeconds is > 0 and <= 86_400 && habit.Hour >= 0 && habit.WithinHours >= 1 && habit.Hour + habit.WithinHours <= 24 && habit.Quantity is >= 1 and <= 1_000 && IsShare(habit.Claim) && IsShare(habit.Chargeback), $"fraud {habit.Name}: goods, people, accounts, days, orders, a gap, hours of the day, a quantity; claim and chargeback from 0 to 1.");
    }

    private static IEnumerable<(bool IsFine, string Sentence)> HouseChecks(SimParameters p)
    {
        yield return (p.Channels.Count > 0 && p.Channels.Sum(channel => channel.Share) > 0, "channels: at least one with a share.");
        foreach (var channel in p.Channels)
            yield return (IsName(channel.Name) && IsFactor(channel.Share) && IsShare(channel.Failure) && IsFactor(channel.OutagesPerMonth) && channel.OutageMinutes is >= 0 and <= 43_200 && channel.DeliveryMs is > 0 and <= 10_000_000 && channel.DeliverySpread is >= 0 and <= 5, $"channels {channel.Name}: share, failure from 0 to 1, outages, delivery_ms above 0, delivery_spread from 0 to 5.");
        var supply = p.Supply;
        yield return (supply.Suppliers.Count > 0 && supply.Suppliers.All(IsName) && supply.SizeSpread is >= 0 and < 1 && supply.CostSpread is >= 0 and < 1, "supply: suppliers, and spreads from 0 to below 1.");
        yield return (IsShare(supply.BadBatches) && IsShare(supply.Problem) && IsShare(supply.ProblemInBadBatch), "supply: bad_batches, problem and problem_in_bad_batch from 0 to 1.");
        var restock = p.Restock;
        yield return (restock.LeadDays is >= 1 and <= 366 && restock.OpeningDays is >= 1 and <= 366, "restock: lead_days and opening_days from 1 to 366.");
        yield return (restock.Feel.LooksEveryDays is >= 1 and <= 366 && restock.Feel.RemembersDays is >= 1 and <= 366 && restock.Feel.GuessSpread is >= 0 and < 1 && IsFactor(restock.Feel.LowDays) && IsFactor(restock.Feel.BuysDays), "restock.feel: looks_every_days and remembers_days from 1 to 366, guess_spread from 0 to below 1, low_days and buys_days from 0 to 1000.");
        yield return (restock.Rule.WindowDays is >= 1 and <= 366 && IsFactor(restock.Rule.SafetyDays) && IsFactor(restock.Rule.CoverDays), "restock.rule: window_days from 1 to 366, safety_days and cover_days from 0 to 1000.");
        yield return (IsShare(p.Support.Question) && IsShare(p.Support.Reported) && p.Support.AnswerMinutes is > 0 and <= 10_000, "support: question and reported from 0 to 1, answer_minutes above 0.");
    }

    private static bool IsShare(double value) => value is >= 0 and <= 1;

    private static bool IsFactor(double value) => value is >= 0 and <= FactorMax;

    private static bool IsDay(int month, int day) => month is >= 1 and <= 12 && day is >= 1 and <= 31;

    private static bool IsName(string name) => name.Length is > 0 and <= NameCharsMax && !name.Any(char.IsControl);

    private static bool HasCategory(SimParameters p, string category) => p.Goods.Any(g => g.Category == category);

    private static bool HasGoods(SimParameters p, string code) => p.Goods.Any(g => g.Code == code);
}
