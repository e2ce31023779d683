using Diner.Kernel;

namespace Diner.Delivery.Lookup;

/// <summary>A code that is on its way to a contact. There is one per shop and contact: a new one replaces it. The code itself is stored nowhere.</summary>
internal sealed class LookupCode
{
    public ShopId ShopId { get; init; }

    public required byte[] ContactHash { get; init; }

    /// <summary>What the code is derived from; see <see cref="LookupCodes"/>.</summary>
    public Guid Id { get; init; }

    public required string Email { get; init; }

    /// <summary>Language of the mail: zh-CN or en.</summary>
    public required string Locale { get; init; }

    public int TriesLeft { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
