using System.Buffers;

namespace Diner.Vault.Import;

/// <summary>Some thousand plaintexts in one rented buffer, which is wiped when it is given back.</summary>
internal sealed class PlainKeys : IDisposable
{
    public const int CountMax = 4096;

    private const int FullBytes = 256 * 1024;

    // One more plaintext always fits: 64 KiB of an article, or 4 KiB of text with its fields beside it.
    private const int LargestBytes = 96 * 1024;

    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(FullBytes + LargestBytes);
    private readonly int[] _ends = new int[CountMax];

    public int Count { get; private set; }

    /// <summary>Bytes of all plaintexts together.</summary>
    public int Written { get; private set; }

    public bool IsFull => Count == CountMax || Written >= FullBytes;

    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan((index == 0 ? 0 : _ends[index - 1]).._ends[index]);

    /// <summary>Appends to the plaintext that is being written.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(Written));
        Written += bytes.Length;
    }

    /// <summary>Appends one byte.</summary>
    public void Write(byte value) => _bytes[Written++] = value;

    /// <summary>Ends the plaintext that is being written.</summary>
    public void End() => _ends[Count++] = Written;

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
}
