using System.Security.Cryptography;

namespace Diner.Data.Secrets;

/// <summary>
/// The key that wraps all others. It lives outside the database: a file of 32 bytes in base64, readable by its owner only.
/// Losing it loses every key that is still in the database.
/// </summary>
public sealed class MasterKey
{
    private const int SizeBytes = 32;

    private readonly byte[] _key;

    private MasterKey(byte[] key) => _key = key;

    internal ReadOnlySpan<byte> Bytes => _key;

    /// <summary>Reads the file, or makes it on first start.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="created">True when it was made just now, so that the start can say to back it up.</param>
    /// <exception cref="InvalidDataException">The file does not hold a key, or others may read it.</exception>
    public static MasterKey LoadOrCreate(string path, out bool created)
    {
        created = false;
        if (!File.Exists(path))
            created = TryCreate(path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            throw new InvalidDataException($"The master key file {path} can be read by others. Run: chmod 600 {path}");
        var bytes = new byte[SizeBytes + 1];
        if (!Convert.TryFromBase64String(File.ReadAllText(path).Trim(), bytes, out var length) || length != SizeBytes)
            throw new InvalidDataException($"The master key file {path} does not hold 32 bytes in base64. Restore it from your backup; without it the stored keys cannot be read.");
        return new MasterKey(bytes[..SizeBytes]);
    }

    /// <summary>A key of the given 32 bytes, for tests and tools.</summary>
    public static MasterKey FromBytes(ReadOnlySpan<byte> key) =>
        key.Length == SizeBytes ? new MasterKey(key.ToArray()) : throw new ArgumentException("A master key has 32 bytes.", nameof(key));

    // CreateNew decides between two processes starting at once: one makes the file, the other reads it.
    private static bool TryCreate(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new StreamWriter(path, options);
            file.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(SizeBytes)));
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }
}
