namespace Diner.ArchitectureTests.Tree;

/// <summary>The working tree these tests were built from.</summary>
internal static class Repo
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "artifacts"];

    /// <summary>The directory that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Files below a directory of the repo whose names end so, build output left out; none when there is no such directory.</summary>
    public static IEnumerable<string> Files(string directory, params string[] endings)
    {
        var start = Path.Combine(Root, directory);
        if (!Directory.Exists(start))
            return [];
        return Directory.EnumerateFiles(start, "*", SearchOption.AllDirectories)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Where(file => !Relative(file).Split('/').Any(NotOurs.Contains))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>A path as it is written in the repo.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    /// <summary>The text of a file of the repo.</summary>
    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Diner.slnx")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("Diner.slnx is above none of the directories of this test.");
    }
}
