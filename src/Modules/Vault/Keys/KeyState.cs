namespace Diner.Vault.Keys;

/// <summary>Where a key is.</summary>
public enum KeyState : short
{
    /// <summary>In the pool.</summary>
    Available = 0,

    /// <summary>Delivered to one order; for reusable goods a key stays available.</summary>
    Sold = 1,

    /// <summary>Taken out of the pool by the merchant: the recycle bin. It can be put back.</summary>
    Recycled = 2,

    /// <summary>Its expiry passed before it was sold.</summary>
    Expired = 3,

    /// <summary>Reported and found not to work.</summary>
    Bad = 4,

    /// <summary>Came in with an import that is not complete: it goes on sale with all of its batch, or is taken out with all of it.</summary>
    Incoming = 5,
}
