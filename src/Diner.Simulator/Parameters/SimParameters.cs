namespace Diner.Simulator.Parameters;

/// <summary>Every rate of the simulator; parameters.json says what each means, docs/reference/simulator.md how they work together.</summary>
internal sealed record SimParameters
{
    public required DateOnly From { get; init; }

    public required string TimeZone { get; init; }

    public required double VisitsPerDay { get; init; }

    public required double GrowthPerYear { get; init; }

    public required double AlsoProbability { get; init; }

    public required double BirthdayFactor { get; init; }

    public required IReadOnlyList<Goods> Goods { get; init; }

    public required Rhythms Rhythm { get; init; }

    public required IReadOnlyList<Holiday> Holidays { get; init; }

    public required IReadOnlyList<Versions> Versions { get; init; }

    public required IReadOnlyList<Campaign> Campaigns { get; init; }

    public required IReadOnlyDictionary<string, double> Elasticity { get; init; }

    public required IReadOnlyList<Pair> Pairs { get; init; }

    public required IReadOnlyList<BuyerKind> Buyers { get; init; }

    public required IReadOnlyList<PayChannel> Channels { get; init; }

    public required Supplies Supply { get; init; }

    public required IReadOnlyList<Habit> Fraud { get; init; }

    public required Conversations Support { get; init; }

    public required Restocking Restock { get; init; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    public int IndexOf(string code) => Enumerable.Range(0, Goods.Count).First(i => Goods[i].Code == code);
}

internal sealed record Goods(string Code, string Name, string Category, string Tier, decimal Price, decimal Cost, double Share, int Batch, int LifeDays)
{
    public long PriceMinor => (long)(Price * 100);
}

internal sealed record Rhythms(IReadOnlyList<double> Hours, IReadOnlyList<double> Weekdays, IReadOnlyList<Peak> Peaks);

internal sealed record Peak(string Category, int Weekday, int FromHour, int ToHour, double Factor);

internal sealed record Holiday(string Name, string Calendar, int Month, int Day, int DaysBefore, int DaysAfter, string Category, double Factor);

internal sealed record Versions(string Name, string Goods, int FirstDay, int EveryDays, int Hour, int Hours, double Factor);

internal sealed record Campaign(string Name, string Category, int Month, int Day, int Days, double Discount);

internal sealed record Pair(string IfCategory, string Then, double Probability, int WithinMinutes);

internal sealed record BuyerKind(string Kind, double Share, double VisitsPerMonth, double Taste, double CampaignTaste, IReadOnlyList<double> Quantities, double ChurnPerMonth, double ActivityPerMonth);

internal sealed record PayChannel(string Name, double Share, double Failure, double OutagesPerMonth, double OutageMinutes, double DeliveryMs, double DeliverySpread);

internal sealed record Supplies(IReadOnlyList<string> Suppliers, double SizeSpread, double CostSpread, double BadBatches, double Problem, double ProblemInBadBatch);

internal sealed record Habit([property: System.Text.Json.Serialization.JsonPropertyName("habit")] string Name, double PeoplePerMonth, int Accounts, int Days, double OrdersPerDay, double GapSeconds, int Hour, int WithinHours, string Goods, int Quantity, double Claim, double Chargeback);

internal sealed record Conversations(double Question, double Reported, double AnswerMinutes);

internal sealed record Restocking(int LeadDays, int OpeningDays, Feel Feel, Rule Rule);

internal sealed record Feel(int LooksEveryDays, int RemembersDays, double GuessSpread, double LowDays, double BuysDays);

internal sealed record Rule(int WindowDays, double SafetyDays, double CoverDays);
