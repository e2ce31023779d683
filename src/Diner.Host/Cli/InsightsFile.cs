using System.CommandLine;
using System.Text;
using Diner.Insights.Files;

namespace Diner.Host.Cli;

/// <summary>Files of <c>diner history</c> and <c>diner events</c>, and what is said when one is refused.</summary>
internal static class InsightsFile
{
    private const string StandardInput = "-";

    /// <summary>The text of a file in UTF-8, or of standard input; null when there is none.</summary>
    public static TextReader? Open(string path)
    {
        if (path == StandardInput)
            return new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        return File.Exists(path) ? new StreamReader(path, Encoding.UTF8) : null;
    }

    /// <summary>Says line by line what is wrong: as JSON to standard output when asked for, always as sentences to standard error. Exit code 1.</summary>
    public static int Refuse(ParseResult parsed, long count, IReadOnlyList<RowError> errors)
    {
        foreach (var error in errors)
            Console.Error.WriteLine($"line {error.Line}{(error.Column.Length == 0 ? "" : $", {error.Column}")}: {error.Reason}");
        if (count > errors.Count)
            Console.Error.WriteLine($"… and {count - errors.Count} more.");
        Console.Error.WriteLine("Nothing was imported. Mend the file and import it again.");
        if (parsed.GetValue(KeysContext.Json))
            Console.WriteLine(KeysContext.ToJson(new { imported = 0, error_count = count, errors }));
        return 1;
    }
}
