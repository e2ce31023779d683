namespace Diner.Delivery.Lookup;

/// <summary>What is limited.</summary>
public enum LookupAct
{
    /// <summary>A number with contact and password, or a code typed in.</summary>
    Try,

    /// <summary>A code to be mailed.</summary>
    MailCode,
}

/// <summary>
/// How often orders may be looked up, per network address and per contact, counted on this node. Contacts are limited too, so that many
/// addresses together cannot guess at one buyer. All of it is off with DINER_LIMITS=off.
/// </summary>
public sealed class LookupLimits(DeliveryOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    private readonly SlidingWindow _triesPerAddress = new(30, Short, clock);
    private readonly SlidingWindow _triesPerContact = new(15, Short, clock);
    private readonly SlidingWindow _mailsPerAddress = new(10, Short, clock);
    private readonly SlidingWindow _mailsPerContact = new(3, Short, clock);
    private readonly SlidingWindow _mailsPerContactAndDay = new(8, Long, clock);

    /// <summary>False when it was done too often; the visitor waits ten minutes.</summary>
    /// <param name="act">What is to be done.</param>
    /// <param name="addressHash">From <see cref="Diner.Ordering.Buyers.BuyerHashes.AddressAsync"/>.</param>
    /// <param name="contactHash">From <see cref="Diner.Ordering.Buyers.BuyerHashes.ContactAsync"/>.</param>
    public bool Allow(LookupAct act, byte[] addressHash, byte[] contactHash)
    {
        if (!options.LimitsLookups)
            return true;
        var (address, contact) = (Convert.ToHexStringLower(addressHash), Convert.ToHexStringLower(contactHash));
        return act switch
        {
            LookupAct.Try => _triesPerAddress.TryTake(address) && _triesPerContact.TryTake(contact),
            LookupAct.MailCode => _mailsPerAddress.TryTake(address) && _mailsPerContact.TryTake(contact) && _mailsPerContactAndDay.TryTake(contact),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "An act without a limit."),
        };
    }
}
