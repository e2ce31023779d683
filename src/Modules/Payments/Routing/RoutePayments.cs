using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Payments.Routing;

/// <summary>A way to pay that a shop offers.</summary>
/// <param name="Method">The method.</param>
/// <param name="Channel">The channel the router would use now.</param>
/// <param name="Others">How many more channels stand behind it.</param>
public sealed record OfferedMethod(PaymentMethod Method, ChannelConfig Channel, int Others);

/// <summary>Where a payment was opened.</summary>
/// <param name="Channel">Through which channel.</param>
/// <param name="Target">Where the buyer pays.</param>
public sealed record RoutedPayment(ChannelId Channel, PayTarget Target);

/// <summary>What the router must know of a shop.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Currency">What it trades in.</param>
/// <param name="Hour">The hour of its day, 0 to 23.</param>
/// <param name="ByFee">Whether it wants the cheapest channel rather than a split by weight.</param>
public sealed record RoutePlan(ShopId Shop, CurrencyCode Currency, int Hour, bool ByFee);

/// <summary>Chooses among the channels of a method, and moves on to the next when one gives no way to pay.</summary>
public sealed class RoutePayments
{
    private readonly Channels.Channels _channels;
    private readonly Circuits _circuits;
    private readonly RouteHistory _history;

    internal RoutePayments(Channels.Channels channels, Circuits circuits, RouteHistory history) => (_channels, _circuits, _history) = (channels, circuits, history);

    /// <summary>
    /// The methods a shop offers now for that amount, or for any when it is not known yet, in the order of its oldest channels; one whose channels all do not fit
    /// is left out.
    /// </summary>
    public async Task<IReadOnlyList<OfferedMethod>> OfferAsync(RoutePlan plan, Money? amount, CancellationToken ct)
    {
        var channels = await _channels.ForShopAsync(plan.Shop, ct);
        var offered = new List<OfferedMethod>();
        foreach (var group in channels.GroupBy(PaymentMethods.MethodOf))
        {
            // What a cashier offers by its own name is a method of its own.
            foreach (var options in group.Key == PaymentMethod.Other ? group.Select(channel => new[] { channel }) : [[.. group]])
            {
                var ranked = Rank(options, plan, amount).Where(note => note.IsCandidate).ToList();
                if (ranked is [var first, ..])
                    offered.Add(new OfferedMethod(group.Key, options.First(channel => channel.Id == first.Channel), ranked.Count - 1));
            }
        }

        return offered;
    }

    /// <summary>
    /// Opens a payment at the channel the order was sent to, and when that gives no way to pay, at the next one of the same method.
    /// <see cref="ProblemCode.ChannelUnavailable"/> when none does; the order stays payable.
    /// </summary>
    public async Task<Result<RoutedPayment>> OpenAsync(RoutePlan plan, ChannelId sentTo, Func<ChannelId, PaymentRequest> request, CancellationToken ct)
    {
        var asked = request(sentTo);
        var notes = await NotesAsync(plan, sentTo, asked.Amount, ct);
        var told = notes.Where(note => !note.IsCandidate).ToList();
        Problem? last = null;
        foreach (var note in notes.Where(note => note.IsCandidate))
        {
            told.Add(note);
            var target = await _circuits.AskAsync(note.Channel, token => _channels.CreatePaymentAsync(note.Channel, request(note.Channel), token), ct);
            if (target is { IsOk: true } opened)
            {
                told.Add(new RouteNote(note.Channel, RouteReason.Opened));
                if (told.Exists(n => n.Reason is not (RouteReason.AsBefore or RouteReason.OnlyOne or RouteReason.Opened)))
                    await _history.KeepAsync(asked.OrderNo, told, ct);
                return new RoutedPayment(note.Channel, opened.Value);
            }

            last = target?.Problem ?? last;
            told.Add(new RouteNote(note.Channel, RouteReason.Failed));
        }

        await _history.KeepAsync(asked.OrderNo, told, CancellationToken.None);
        return last ?? new Problem(ProblemCode.ChannelUnavailable, "This way to pay is not available now. Choose another one, or try again in a moment.", "channel");
    }

    private async Task<IReadOnlyList<RouteNote>> NotesAsync(RoutePlan plan, ChannelId sentTo, Money amount, CancellationToken ct)
    {
        if (await _channels.FindAsync(sentTo, ct) is not { } first || PaymentMethods.MethodOf(first) == PaymentMethod.Other)
            return [new RouteNote(sentTo, RouteReason.AsBefore)];
        // One that was switched off meanwhile is not among the shop's any more: the others of its method stand in for it.
        var channels = (await _channels.ForShopAsync(plan.Shop, ct)).Where(channel => PaymentMethods.MethodOf(channel) == PaymentMethods.MethodOf(first));
        var ranked = Rank(channels, plan, amount);
        // The one it was sent to comes first while it is well, whatever the draw says now: a reload must not open a second payment.
        return ranked.FirstOrDefault(note => note.Channel == sentTo) is { IsCandidate: true, Reason: not RouteReason.Unhealthy } && ranked.Count(note => note.IsCandidate) > 1
            ? [new RouteNote(sentTo, RouteReason.AsBefore), .. ranked.Where(note => note.Channel != sentTo)]
            : ranked;
    }

    private IReadOnlyList<RouteNote> Rank(IEnumerable<ChannelConfig> channels, RoutePlan plan, Money? amount) => Router.Rank(
        [.. channels.Select(channel => new RouteOption(channel.Id, channel.Terms, _circuits.Of(channel.Id), _channels.SpeakerOf(channel).Takes(plan.Currency)))],
        amount, plan.Hour, plan.ByFee, Random.Shared.NextDouble);
}
