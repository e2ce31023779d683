namespace Diner.Catalog.Products;

/// <summary>What a buyer of a variant receives.</summary>
public enum GoodsKind : short
{
    /// <summary>A key of its own, sold once.</summary>
    OneTime = 0,

    /// <summary>The same key for every buyer ("loop" key); it never runs out.</summary>
    Loop = 1,

    /// <summary>Something a person fulfils after payment.</summary>
    Manual = 2,

    /// <summary>A text every buyer reads: an article, a link, instructions.</summary>
    Article = 3,
}

/// <summary>Questions about kinds of goods.</summary>
public static class GoodsKinds
{
    /// <summary>True when each unit sold takes one key out of the pool, so that stock can run out.</summary>
    public static bool TakesStock(this GoodsKind kind) => kind is GoodsKind.OneTime;

    /// <summary>True when every buyer receives the same stored text.</summary>
    public static bool IsReusable(this GoodsKind kind) => kind is GoodsKind.Loop or GoodsKind.Article;
}
