using Diner.Catalog.Goods;
using Diner.Data.Storage;
using Diner.Insights.Goods;
using Diner.Kernel;

namespace Diner.Insights.History;

/// <summary>Which variant a file means by a name, and which are yet to be made.</summary>
internal sealed class KnownVariants(ShopGoods goods, IdSource ids)
{
    /// <summary>More new variants than this, and the column is most likely another one.</summary>
    public const int NewMax = 2_000;

    private readonly Dictionary<string, VariantId> _known = goods.ByName();
    private readonly Dictionary<string, PastGoods> _new = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<PastGoods> New => _new.Values;

    /// <summary>The variant of that name, its code or what another system called it, whatever its case; a new one when there is none.</summary>
    public VariantId Of(string name, string category)
    {
        if (_known.TryGetValue(name, out var known))
            return known;
        var id = ids.Next<VariantId>();
        _known.Add(name, id);
        _new.Add(name, new PastGoods(id, name, category));
        return id;
    }

    /// <summary>Makes what is new, in the caller's transaction.</summary>
    public async Task<Problem?> MakeAsync(UnitOfWork work, ShopId shop, AdmitPastGoods admit, CancellationToken ct)
    {
        if (_new.Count == 0)
            return null;
        if (await admit.RunAsync(work, shop, [.. _new.Values], ct) is { } refused)
            return refused;
        work.Db.AddRange(_new.Values.Select(past => new VariantLabel { ShopId = shop, Label = past.Name, VariantId = past.Id }));
        return null;
    }
}
