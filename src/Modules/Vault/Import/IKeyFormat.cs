using Diner.Kernel;

namespace Diner.Vault.Import;

/// <summary>One layout of key files.</summary>
internal interface IKeyFormat
{
    /// <summary>What is wrong with the file as a whole; null while it can be read.</summary>
    Problem? Problem { get; }

    /// <summary>Writes plaintexts until the chunk is full or the file ends; false when it ended or is broken.</summary>
    ValueTask<bool> FillAsync(PlainKeys chunk, CancellationToken ct);
}
