using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Payments.Routing;

/// <summary>How a channel does at the moment.</summary>
internal enum Condition
{
    /// <summary>It answers.</summary>
    Healthy,

    /// <summary>It failed a while ago; one payment may find out whether it answers again.</summary>
    DueForTrial,

    /// <summary>It has failed too often just now.</summary>
    Unhealthy,
}

/// <summary>A channel the router may choose.</summary>
/// <param name="Id">The channel.</param>
/// <param name="Terms">What it costs and when it may be chosen.</param>
/// <param name="Condition">How it does.</param>
/// <param name="TakesCurrency">Whether it takes the order's currency.</param>
internal sealed record RouteOption(ChannelId Id, ChannelTerms Terms, Condition Condition, bool TakesCurrency);

/// <summary>
/// Puts the channels of one method in order. A pure function of what it is told and of a draw.
/// <list type="number">
/// <item>What does not fit is left out: currency, amount, hour.</item>
/// <item>One that is due for a trial comes first: the next one is at hand if it fails.</item>
/// <item>Of the healthy ones the cheapest for this amount comes first, or one drawn in proportion to the weights; one without weight stands by.</item>
/// <item>The unhealthy ones come last: a poor chance is better than none.</item>
/// </list>
/// </summary>
internal static class Router
{
    /// <summary>A word on every channel: first the candidates in the order they are asked, then those that were left out.</summary>
    /// <param name="options">The channels of the method.</param>
    /// <param name="amount">What is to be paid; null when it is not known yet, then limits are not looked at.</param>
    /// <param name="hour">The hour of the shop's day, 0 to 23.</param>
    /// <param name="byFee">True: the cheapest first. False: drawn by weight.</param>
    /// <param name="draw">A random number in [0, 1).</param>
    public static IReadOnlyList<RouteNote> Rank(IReadOnlyList<RouteOption> options, Money? amount, int hour, bool byFee, Func<double> draw)
    {
        // 1. What does not fit.
        var leftOut = options.Select(option => Misfit(option, amount, hour)).OfType<RouteNote>().ToList();
        var fitting = options.Where(option => leftOut.TrueForAll(note => note.Channel != option.Id)).ToList();
        if (fitting is [var only] && only.Condition != Condition.Unhealthy)
            return [new RouteNote(only.Id, RouteReason.OnlyOne), .. leftOut];

        // 2. to 4.
        var healthy = fitting.Where(option => option.Condition == Condition.Healthy).ToList();
        return
        [
            .. fitting.Where(option => option.Condition == Condition.DueForTrial).Select(option => new RouteNote(option.Id, RouteReason.Trial)),
            .. byFee && amount is { } known ? ByFee(healthy, known) : ByWeight(healthy, draw),
            .. fitting.Where(option => option.Condition == Condition.Unhealthy).Select(option => new RouteNote(option.Id, RouteReason.Unhealthy)),
            .. leftOut,
        ];
    }

    private static RouteNote? Misfit(RouteOption option, Money? amount, int hour)
    {
        if (!option.TakesCurrency)
            return new RouteNote(option.Id, RouteReason.OtherCurrency);
        if (amount is { } known && known.AmountMinor < option.Terms.MinMinor)
            return new RouteNote(option.Id, RouteReason.AmountTooSmall, option.Terms.MinMinor);
        if (amount is { } paid && paid.AmountMinor > option.Terms.MaxMinor)
            return new RouteNote(option.Id, RouteReason.AmountTooLarge, option.Terms.MaxMinor);
        return IsOpen(option.Terms, hour) ? null : new RouteNote(option.Id, RouteReason.ClosedNow, option.Terms.OpensAt);
    }

    private static bool IsOpen(ChannelTerms terms, int hour)
    {
        if (terms.OpensAt is not { } opens || terms.ClosesAt is not { } closes)
            return true;
        return opens < closes ? hour >= opens && hour < closes : hour >= opens || hour < closes;
    }

    private static IEnumerable<RouteNote> ByFee(List<RouteOption> healthy, Money amount) =>
        healthy.OrderBy(option => option.Terms.FeeOf(amount)).ThenByDescending(option => option.Terms.Weight)
            .Select((option, place) => new RouteNote(option.Id, place == 0 ? RouteReason.Cheapest : RouteReason.StandsBy, option.Terms.FeeOf(amount)));

    private static IEnumerable<RouteNote> ByWeight(List<RouteOption> healthy, Func<double> draw)
    {
        var left = healthy.Where(option => option.Terms.Weight > 0).ToList();
        while (left.Count > 0)
        {
            var at = draw() * left.Sum(option => (double)option.Terms.Weight);
            var drawn = left.Find(option => (at -= option.Terms.Weight) < 0) ?? left[^1];
            left.Remove(drawn);
            yield return new RouteNote(drawn.Id, RouteReason.Drawn, drawn.Terms.Weight);
        }

        foreach (var reserve in healthy.Where(option => option.Terms.Weight == 0))
            yield return new RouteNote(reserve.Id, RouteReason.StandsBy, 0);
    }
}
