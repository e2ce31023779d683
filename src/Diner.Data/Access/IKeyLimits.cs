using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Data.Access;

/// <summary>How many unsold keys a merchant may have.</summary>
/// <param name="KeysMax">At most so many.</param>
/// <param name="Shops">Every shop of the merchant: the keys of all of them count.</param>
public sealed record KeyLimit(long KeysMax, IReadOnlyList<ShopId> Shops);

/// <summary>Tells how many unsold keys the merchant of a shop may have, to whoever stores keys and knows shops by id only. Catalog answers.</summary>
public interface IKeyLimits
{
    /// <summary>
    /// The limit, locked to the end of the caller's transaction, so that two imports of one merchant count one after the other; null when
    /// there is none.
    /// </summary>
    Task<KeyLimit?> LockAsync(UnitOfWork work, ShopId shop, CancellationToken ct);
}
