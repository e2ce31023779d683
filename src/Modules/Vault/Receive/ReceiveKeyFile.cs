using Diner.Data.Files;
using Diner.Kernel;

namespace Diner.Vault.Receive;

/// <summary>A file that came in, or why it was refused; one of the two is null.</summary>
public sealed record ReceivedFile(FileId? Id, FileRefusal? Refusal);

/// <summary>
/// Takes a file of keys from whoever sends it into a sealed file, chunk by chunk as it arrives: nothing of it is in plaintext on a disk,
/// and memory does not grow with it. What is refused by its first bytes is never stored; what turns out too large is deleted again.
/// </summary>
public sealed class ReceiveKeyFile(SealedFiles files)
{
    /// <summary>The most bytes of a file of keys: ten million keys and more.</summary>
    public const long BytesMax = 512L * 1024 * 1024;

    /// <summary>Marks a sealed file as one of keys to be imported, so that no other file of the shop is taken for one.</summary>
    public const string ContentType = "text/x-diner-keys";

    // It waits for its import, or had it.
    internal const string TakenType = "text/x-diner-keys-taken";

    private const int BufferBytes = 64 * 1024;

    // Previewing and deciding takes minutes; a day is for who goes home in between.
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(1);

    /// <summary>The limit, which tests make small.</summary>
    internal long BytesLimit { get; init; } = BytesMax;

    /// <summary>Reads the content to its end, or to where it is refused.</summary>
    public async Task<ReceivedFile> RunAsync(ShopId shop, string name, Stream content, CancellationToken ct)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            var filled = await content.ReadAtLeastAsync(buffer, FileSniff.HeadBytes, throwOnEndOfStream: false, ct);
            if (FileSniff.Refuse(buffer.AsSpan(0, Math.Min(filled, FileSniff.HeadBytes))) is { } refusal)
                return new ReceivedFile(null, refusal);
            await using var file = await files.CreateAsync(new NewFile(shop, name, ContentType) { KeepFor = KeepFor }, ct);
            if (await CopyAsync(content, file, buffer, filled, ct))
                return new ReceivedFile(await file.CompleteAsync(ct), null);
            await files.DeleteAsync(file.Id, CancellationToken.None);
            return new ReceivedFile(null, FileRefusal.TooLarge);
        }
        finally
        {
            Array.Clear(buffer);
        }
    }

    // False when there was too much.
    private async Task<bool> CopyAsync(Stream content, SealedFileWriter file, byte[] buffer, int filled, CancellationToken ct)
    {
        for (; filled > 0; filled = await content.ReadAsync(buffer, ct))
        {
            if (file.Length + filled > BytesLimit)
                return false;
            await file.WriteAsync(buffer.AsMemory(0, filled), ct);
        }

        return true;
    }
}
