using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Diner.Bench;

/// <summary>What a benchmark found: a table for people and, as the last line, one JSON object for scripts.</summary>
internal sealed class Report(string name)
{
    private readonly List<(string Figure, string Ours, string Peer)> _rows = [];
    private readonly JsonObject _json = new() { ["name"] = name };

    /// <summary>The figure the benchmark is about.</summary>
    public Report Headline(double ours, double peer, double ratio) => Set("ours", ours).Set("peer", peer).Set("ratio", ratio);

    /// <summary>A figure of the JSON line.</summary>
    public Report Set(string key, double value)
    {
        _json[key] = double.IsFinite(value) ? Math.Round(value, 3) : null;
        return this;
    }

    /// <summary>A line of the table.</summary>
    public Report Row(string figure, string ours, string peer = "")
    {
        _rows.Add((figure, ours, peer));
        return this;
    }

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine($"{name,-44} {"ours",16} {"peer",16}");
        foreach (var (figure, ours, peer) in _rows)
            Console.WriteLine($"{figure,-44} {ours,16} {peer,16}");
        Console.WriteLine();
        Console.WriteLine(_json.ToJsonString(new JsonSerializerOptions { WriteIndented = false }));
    }

    /// <summary>1,234 or 12.34.</summary>
    public static string Number(double value) => value.ToString(value >= 100 ? "N0" : "N2", CultureInfo.InvariantCulture);

    /// <summary>What is going on, on standard error so that standard output stays the result.</summary>
    public static void Say(string sentence) => Console.Error.WriteLine($"  {sentence}");
}
