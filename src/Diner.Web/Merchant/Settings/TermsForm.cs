using System.Globalization;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Merchant.Settings;

/// <summary>A channel's terms as they are typed: rates in percent, amounts in major units.</summary>
public sealed record TermsForm
{
    private const int FieldCharsMax = 20;

    /// <summary>Percent of each payment: 0.6.</summary>
    public string Rate { get; init; } = "0";

    /// <summary>A fixed part, major units.</summary>
    public string Fixed { get; init; } = "0";

    /// <summary>Who bears it, by the name of a <see cref="FeeBearer"/>.</summary>
    public string Bearer { get; init; } = nameof(FeeBearer.Merchant);

    /// <summary>It comes back with a refund.</summary>
    public bool ReturnsFee { get; init; }

    /// <summary>The least amount, major units; empty for none.</summary>
    public string Min { get; init; } = "";

    /// <summary>The largest amount, major units; empty for none.</summary>
    public string Max { get; init; } = "";

    /// <summary>The hour it opens; empty for always.</summary>
    public string Opens { get; init; } = "";

    /// <summary>The hour it closes; empty for never.</summary>
    public string Closes { get; init; } = "";

    /// <summary>Its weight.</summary>
    public string Weight { get; init; } = "100";

    /// <summary>The terms as a person types them.</summary>
    public static TermsForm Of(ChannelTerms terms, CurrencyCode currency) => new()
    {
        Rate = (terms.FeeBasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture),
        Fixed = new Money(terms.FeeFixedMinor, currency).ToMajorString(),
        Bearer = terms.Bearer.ToString(),
        ReturnsFee = terms.ReturnsFee,
        Min = Major(terms.MinMinor, currency),
        Max = Major(terms.MaxMinor, currency),
        Opens = terms.OpensAt?.ToString(CultureInfo.InvariantCulture) ?? "",
        Closes = terms.ClosesAt?.ToString(CultureInfo.InvariantCulture) ?? "",
        Weight = terms.Weight.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What was typed, hostile or not.</summary>
    public static TermsForm Read(IFormCollection form) => new()
    {
        Rate = form.Text("rate", FieldCharsMax).Trim(),
        Fixed = form.Text("fixed", FieldCharsMax).Trim(),
        Bearer = form.Text("bearer", FieldCharsMax),
        ReturnsFee = form.Text("returns_fee", FieldCharsMax).Length > 0,
        Min = form.Text("min", FieldCharsMax).Trim(),
        Max = form.Text("max", FieldCharsMax).Trim(),
        Opens = form.Text("opens", FieldCharsMax).Trim(),
        Closes = form.Text("closes", FieldCharsMax).Trim(),
        Weight = form.Text("weight", FieldCharsMax).Trim(),
    };

    /// <summary>The terms, or the field that is no number.</summary>
    public Result<ChannelTerms> ToTerms(CurrencyCode currency)
    {
        if (!decimal.TryParse(Rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) || rate * 100 != decimal.Truncate(rate * 100) || rate > 100)
            return Wrong("rate");
        if (!Money.TryParseMajor(Fixed, currency, out var part))
            return Wrong("fixed");
        if (!TryAmount(Min, currency, out var min))
            return Wrong("min");
        if (!TryAmount(Max, currency, out var max))
            return Wrong("max");
        if (!TryHour(Opens, out var opens))
            return Wrong("opens");
        if (!TryHour(Closes, out var closes) || opens is null != closes is null)
            return Wrong("closes");
        if (!int.TryParse(Weight, NumberStyles.None, CultureInfo.InvariantCulture, out var weight))
            return Wrong("weight");
        var terms = new ChannelTerms
        {
            FeeBasisPoints = (int)(rate * 100), FeeFixedMinor = part.AmountMinor, Bearer = Bearer == nameof(FeeBearer.Buyer) ? FeeBearer.Buyer : FeeBearer.Merchant,
            ReturnsFee = ReturnsFee, MinMinor = min, MaxMinor = max, OpensAt = opens, ClosesAt = closes, Weight = weight,
        };
        return terms.Check() is { } problem ? problem with { Field = FieldOf(problem.Field) } : terms;
    }

    private static string? FieldOf(string? term) => term switch
    {
        nameof(ChannelTerms.FeeBasisPoints) => "rate",
        nameof(ChannelTerms.FeeFixedMinor) => "fixed",
        nameof(ChannelTerms.MinMinor) => "min",
        nameof(ChannelTerms.MaxMinor) => "max",
        nameof(ChannelTerms.OpensAt) => "opens",
        nameof(ChannelTerms.ClosesAt) => "closes",
        nameof(ChannelTerms.Weight) => "weight",
        _ => term,
    };

    private static bool TryAmount(string text, CurrencyCode currency, out long? minor)
    {
        minor = Money.TryParseMajor(text, currency, out var money) ? money.AmountMinor : null;
        return text.Length == 0 || minor is not null;
    }

    private static bool TryHour(string text, out int? hour)
    {
        hour = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return text.Length == 0 || hour is not null;
    }

    private static string Major(long? minor, CurrencyCode currency) => minor is { } amount ? new Money(amount, currency).ToMajorString() : "";

    private static Problem Wrong(string field) => new(ProblemCode.InvalidRequest, "That is no number we can use.", field);
}
