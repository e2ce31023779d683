using Diner.ArchitectureTests.Tree;
using Diner.Kernel;
using Xunit;

namespace Diner.ArchitectureTests.Rules;

public sealed class DocumentTests
{
    private const int ReadmeLinesMax = 150;

    [Fact]
    public void Every_problem_code_is_in_the_reference()
    {
        var reference = Repo.Read("docs/reference/problems.md");
        Offenders.MustBeNone(
            Enum.GetValues<ProblemCode>().Select(code => code.ToWire()).Where(code => !reference.Contains($"| `{code}` |", StringComparison.Ordinal)),
            "Add a row to docs/reference/problems.md: the code, the HTTP status, when it comes and what to do.");
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public void The_readme_is_short(string file) => Assert.True(Repo.Read(file).Split('\n').Length <= ReadmeLinesMax, $"{file} is over {ReadmeLinesMax} lines: move details into docs/.");

    [Fact]
    public void Every_link_between_documents_leads_somewhere() => Offenders.MustBeNone(
        from file in Repo.Files("docs", ".md").Concat(Directory.EnumerateFiles(Repo.Root, "*.md"))
        from link in Links.In(File.ReadAllText(file))
        where !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, link))
        select $"{Repo.Relative(file)}: {link}",
        "The file was moved or never written. Mend the link.");
}
