using Diner.Kernel;

namespace Diner.Vault.Import;

/// <summary>How a file of keys is laid out.</summary>
public enum KeyFileFormat
{
    /// <summary>One key a line.</summary>
    Text,

    /// <summary>CSV with a header row (RFC 4180); each column is a named field, and a key's text is its values joined.</summary>
    Csv,

    /// <summary>The whole file is one key: an article, instructions. At most 64 KiB.</summary>
    Article,
}

/// <summary>An import: where the keys go and what is known about them.</summary>
/// <param name="ShopId">The shop; keys are unique in all of it.</param>
/// <param name="VariantId">Whose pool.</param>
public sealed record ImportRequest(ShopId ShopId, VariantId VariantId)
{
    /// <summary>The file's layout.</summary>
    public KeyFileFormat Format { get; init; }

    /// <summary>
    /// What stands between card number and password. Given with text, a line without it is rejected; with CSV it joins the values
    /// (a space without it). At most 16 characters.
    /// </summary>
    public string Separator { get; init; } = "";

    /// <summary>Who sold the keys to the merchant; at most 200 characters.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>What one key cost, minor units of the shop's currency.</summary>
    public long UnitCostMinor { get; init; }

    /// <summary>The keys are not sold from this moment on; the largest value when they do not expire.</summary>
    public DateTimeOffset ExpiresAt { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Takes a line for every rejected line: number, tab, reason. The first of them are in the summary too.</summary>
    public TextWriter? Rejects { get; init; }

    /// <summary>Is told how far the import is, a few times a second at most of work; called on the importing thread.</summary>
    public Action<ImportProgress>? Progress { get; init; }
}

/// <summary>How far an import is.</summary>
/// <param name="BytesRead">Bytes of the file read.</param>
/// <param name="Keys">Keys sealed and staged.</param>
/// <param name="Stored">Of these, keys stored so far; they go on sale together. On PostgreSQL storing is one step, and this stays 0.</param>
public readonly record struct ImportProgress(long BytesRead, int Keys, int Stored);
