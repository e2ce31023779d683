using Diner.Kernel;

namespace Diner.Host.Cli;

/// <summary>Files of keys and certificates named on the command line.</summary>
internal static class KeyFiles
{
    /// <summary>Their texts in order, empty for one that was not named; a problem names the first that is not there.</summary>
    public static async Task<Result<string[]>> ReadAsync(FileInfo?[] files, CancellationToken ct)
    {
        if (Array.Find(files, file => file is { Exists: false }) is { } missing)
            return new Problem(ProblemCode.InvalidRequest, $"There is no file {missing.Name}. Check the path.");
        return await Task.WhenAll(files.Select(file => file is null ? Task.FromResult("") : File.ReadAllTextAsync(file.FullName, ct)));
    }
}
