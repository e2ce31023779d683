using System.Globalization;
using Diner.Data.Audit;
using Diner.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Diner.Web.Audit;

/// <summary>What was asked for, as it stands in the address: a link to the page shows the same rows.</summary>
/// <param name="From">A day in the page's time zone, from its start; or empty.</param>
/// <param name="To">A day, to its end; or empty.</param>
public sealed record AuditQuery(string From, string To)
{
    private const string Day = "yyyy-MM-dd";
    private const int FieldCharsMax = 254;

    /// <summary>The actor's name.</summary>
    public string Actor { get; init; } = "";

    /// <summary>The action.</summary>
    public string Action { get; init; } = "";

    /// <summary>The subject, or its id.</summary>
    public string Subject { get; init; } = "";

    /// <summary>A shop's slug; the operator's page only.</summary>
    public string Shop { get; init; } = "";

    /// <summary>A merchant's id; the operator's page only.</summary>
    public string Merchant { get; init; } = "";

    /// <summary><c>done</c>, <c>refused</c>, or empty for both.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>Rows below this number.</summary>
    public long Before { get; init; } = long.MaxValue;

    /// <summary>True when something narrows.</summary>
    public bool IsNarrowed => $"{From}{To}{Actor}{Action}{Subject}{Shop}{Merchant}{Outcome}".Length > 0;

    internal static AuditQuery Read(IQueryCollection query) => new(Text(query, "from"), Text(query, "to"))
    {
        Actor = Text(query, "actor"),
        Action = Text(query, "action"),
        Subject = Text(query, "subject"),
        Shop = Text(query, "shop"),
        Merchant = Text(query, "merchant"),
        Outcome = Text(query, "outcome"),
        Before = long.TryParse(query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : long.MaxValue,
    };

    internal static AuditQuery Read(IFormCollection form) => Read(new QueryCollection(form.ToDictionary(field => field.Key, field => field.Value)));

    /// <summary>The filter; days are those of the time zone.</summary>
    public AuditFilter ToFilter(TimeZoneInfo zone) => new()
    {
        From = Start(From, zone, 0),
        To = Start(To, zone, 1),
        Actor = Actor,
        Action = Action,
        Subject = Subject,
        Merchant = Guid.TryParse(Merchant, out var merchant) ? MerchantId.From(merchant) : null,
        Succeeded = Outcome switch { "done" => true, "refused" => false, _ => null },
    };

    /// <summary>The page's address with the same question.</summary>
    public string Address(string page, long? after) => QueryHelpers.AddQueryString(page, new Dictionary<string, string?>
    {
        ["from"] = From, ["to"] = To, ["actor"] = Actor, ["action"] = Action, ["subject"] = Subject, ["shop"] = Shop, ["merchant"] = Merchant, ["outcome"] = Outcome,
        ["after"] = after?.ToString(CultureInfo.InvariantCulture),
    }.Where(field => !string.IsNullOrEmpty(field.Value)).ToDictionary());

    private static string Text(IQueryCollection query, string name)
    {
        var text = query[name].ToString().Replace("\0", "", StringComparison.Ordinal).Trim();
        return text.Length <= FieldCharsMax ? text : text[..FieldCharsMax];
    }

    private static DateTimeOffset? Start(string day, TimeZoneInfo zone, int daysLater)
    {
        if (!DateOnly.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year is < 2000 or > 2999)
            return null;
        var local = date.AddDays(daysLater).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
