using System.Security.Cryptography;
using System.Text;

namespace Diner.Vault.Keys;

/// <summary>Keys in the open on their way into a file: counted, digested, and wiped from memory once they are written.</summary>
internal sealed class DigestedLines(Stream output)
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Keys { get; private set; }

    public async Task WriteAsync(string text, CancellationToken ct)
    {
        var line = Encoding.UTF8.GetBytes(text);
        _sha256.AppendData(line);
        await output.WriteAsync(line, ct);
        CryptographicOperations.ZeroMemory(line);
    }

    public async Task WriteKeyAsync(string line, CancellationToken ct)
    {
        await WriteAsync(line, ct);
        Keys++;
    }

    /// <summary>SHA-256 of all that was written, hex. Ends it.</summary>
    public string Sha256()
    {
        var digest = Convert.ToHexStringLower(_sha256.GetCurrentHash());
        _sha256.Dispose();
        return digest;
    }
}
