using System.Globalization;

namespace Diner.Bench;

/// <summary>How much is measured. Every benchmark has its own defaults; <c>--quick</c> is for trying it out, not for figures.</summary>
internal sealed record BenchOptions
{
    public const string Usage = "--quick, --seconds N, --connections N, --count N, --no-sqlite, --channel epay|alipay|wechatpay|all";

    /// <summary>About a tenth of everything.</summary>
    public bool Quick { get; init; }

    /// <summary>False leaves the SQLite part out.</summary>
    public bool Sqlite { get; init; } = true;

    public int? Seconds { get; init; }

    public int? Connections { get; init; }

    /// <summary>Of what the benchmark counts: orders, keys, buyers.</summary>
    public int? Count { get; init; }

    /// <summary>Whose notifications <c>settle</c> sends: epay's unless another is named.</summary>
    public string Channel { get; init; } = "epay";

    public int SecondsOr(int full) => Seconds ?? (Quick ? Math.Max(2, full / 5) : full);

    public int CountOr(int full) => Count ?? (Quick ? full / 10 : full);

    public static bool TryParse(IEnumerable<string> args, out BenchOptions options, out string wrong)
    {
        (options, wrong) = (new BenchOptions(), "");
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var name))
        {
            wrong = name;
            if (name is "--quick" or "--no-sqlite")
                options = name == "--quick" ? options with { Quick = true } : options with { Sqlite = false };
            else if (name == "--channel" && rest.TryDequeue(out var channel) && channel is ("epay" or "alipay" or "wechatpay" or "all"))
                options = options with { Channel = channel };
            else if (!rest.TryDequeue(out var text) || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
                return false;
            else if (name == "--seconds")
                options = options with { Seconds = number };
            else if (name == "--connections")
                options = options with { Connections = number };
            else if (name == "--count")
                options = options with { Count = number };
            else
                return false;
        }

        return true;
    }
}
