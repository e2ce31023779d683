using System.Globalization;

namespace Diner.Bench.Stage;

/// <summary>Reads what processes used from /proc.</summary>
internal static class ProcessMeter
{
    // USER_HZ, which Linux fixes at 100 for everything it shows in /proc.
    private const double MsPerTick = 10;

    /// <summary>Processor time of one process, without its children, in milliseconds.</summary>
    public static double CpuMs(int pid) => Ticks(pid, children: false) * MsPerTick;

    /// <summary>Processor time of a PostgreSQL cluster: the postmaster, its living children and those it has buried, in milliseconds.</summary>
    public static double ClusterCpuMs(int postmaster)
    {
        var ticks = Ticks(postmaster, children: true);
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var pid) && ParentOf(pid) == postmaster)
                ticks += Ticks(pid, children: false);
        }

        return ticks * MsPerTick;
    }

    /// <summary>A field of /proc/PID/status in MB: VmRSS now, VmHWM at the most. Zero when the process is gone.</summary>
    public static double MemoryMb(int pid, string field)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(line => line.StartsWith($"{field}:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static long Ticks(int pid, bool children)
    {
        var fields = Stat(pid);
        if (fields.Length == 0)
            return 0;
        var own = Field(11) + Field(12);
        return children ? own + Field(13) + Field(14) : own;

        long Field(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
    }

    private static int ParentOf(int pid) => Stat(pid) is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;

    // The fields after the program's name, which may itself hold blanks and brackets: state, parent, …, utime (11), stime, cutime, cstime.
    private static string[] Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
