using Diner.ArchitectureTests.Tree;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Diner.ArchitectureTests.Rules;

public sealed class HouseTests
{
    private static readonly string[] FoldersRefused = ["Services", "Helpers", "Models", "Utils", "Managers", "Common", "Shared"];

    [Fact]
    public void Every_project_has_a_level() => Offenders.MustBeNone(
        Project.All.Where(project => !Levels.Knows(project.Name)).Select(project => project.Path),
        "These projects have no place in the house. Give them a level in docs/architecture.md and in Tree/Projects.cs.");

    [Fact]
    public void References_run_down_the_levels_and_never_to_a_sibling() => Offenders.MustBeNone(
        from project in Project.All
        where Levels.Knows(project.Name)
        from reference in project.References
        where !Levels.Allows(project.Name, reference)
        select $"{project.Path}: {project.Name} -> {reference}",
        "Up and sideways goes an event, or an interface that the lower module owns. Remove the reference.");

    [Fact]
    public void The_host_lists_every_module_exactly_once()
    {
        var listed = Source.Shipped.Single(source => source.Path == "src/Diner.Host/Modules.cs")
            .Nodes<ObjectCreationExpressionSyntax>().Select(creation => creation.Type.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(ModulesInTheTree().Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repo.Read("Diner.slnx");
        Offenders.MustBeNone(
            from directory in (string[])["src", "tests", "bench"]
            from file in Repo.Files(directory, ".csproj")
            where !solution.Contains($"\"{Repo.Relative(file)}\"", StringComparison.Ordinal)
            select Repo.Relative(file),
            "./test builds the solution once. Add the project: dotnet sln add PATH");
    }

    [Fact]
    public void Folders_are_nouns_of_the_domain() => Offenders.MustBeNone(
        Repo.Files("src", ".cs", ".razor").Select(Repo.Relative)
            .Where(path => path.Split('/').Any(FoldersRefused.Contains)),
        "A folder is named after what it is about, not after what kind of code it holds.");

    [Fact]
    public void A_module_is_named_after_its_folder() => Offenders.MustBeNone(
        Project.All.Where(project => project.Path.StartsWith("src/Modules/", StringComparison.Ordinal))
            .Where(project => project.Path.Split('/')[2] != project.Name || !File.Exists(Path.Combine(Repo.Root, $"src/Modules/{project.Name}/{project.Name}Module.cs")))
            .Select(project => project.Path),
        "src/Modules/X holds Diner.X.csproj and XModule.cs.");

    private static IEnumerable<string> ModulesInTheTree() =>
        from source in Source.Shipped
        from type in source.Nodes<ClassDeclarationSyntax>()
        where type.BaseList?.Types.Any(b => b.Type.ToString() == "IModule") == true
        select type.Identifier.Text;
}
