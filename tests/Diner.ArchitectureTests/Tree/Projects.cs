using System.Xml.Linq;

namespace Diner.ArchitectureTests.Tree;

/// <summary>A project of src and what it refers to.</summary>
/// <param name="Name">Without the leading <c>Diner.</c>.</param>
/// <param name="Path">From the root of the repo.</param>
/// <param name="References">Names of the projects it refers to.</param>
internal sealed record Project(string Name, string Path, IReadOnlyList<string> References)
{
    /// <summary>Every project of src.</summary>
    public static IReadOnlyList<Project> All { get; } = [.. Repo.Files("src", ".csproj").Select(Read)];

    private static Project Read(string file)
    {
        var references = XDocument.Load(file).Descendants("ProjectReference").Select(reference => NameOf(reference.Attribute("Include")!.Value));
        return new Project(NameOf(file), Repo.Relative(file), [.. references]);
    }

    private static string NameOf(string path) =>
        System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/')).Replace("Diner.", "", StringComparison.Ordinal);
}

/// <summary>The levels of the house, as the design draws them.</summary>
internal static class Levels
{
    private static readonly Dictionary<string, int> Of = new()
    {
        ["Kernel"] = 0,
        ["Data"] = 1,
        ["Accounts"] = 2, ["Catalog"] = 2, ["Coupons"] = 2, ["Vault"] = 2, ["Ledger"] = 2, ["Risk"] = 2, ["Payments"] = 2,
        ["Ordering"] = 3,
        ["Settlement"] = 4,
        ["Delivery"] = 5, ["Evidence"] = 5, ["Insights"] = 5, ["Support"] = 5, ["Compliance"] = 5, ["Care"] = 5,
        ["Simulator"] = 6, ["Web"] = 6,
        ["Host"] = 7,
    };

    /// <summary>The two projects beside the levels: they refer to Data only, and only the host refers to them.</summary>
    public static bool IsMigrations(string project) => project.StartsWith("Migrations.", StringComparison.Ordinal);

    /// <summary>True when the design gives it a place.</summary>
    public static bool Knows(string project) => Of.ContainsKey(project) || IsMigrations(project);

    /// <summary>True when the one may refer to the other.</summary>
    public static bool Allows(string from, string to)
    {
        if (IsMigrations(from))
            return to == "Data";
        return IsMigrations(to) ? from == "Host" : Of.ContainsKey(to) && Of[from] > Of[to];
    }
}
