using Diner.Data.LongWork;

namespace Diner.Settlement.Doctor;

/// <summary>What the doctor found, as it is kept with the work.</summary>
/// <param name="Checked">How many invariants were checked.</param>
/// <param name="Broken">How many of them do not hold.</param>
/// <param name="Findings">Those that do not.</param>
public sealed record DoctorReport(int Checked, int Broken, IReadOnlyList<Finding> Findings)
{
    /// <summary>The kind of long work that makes one.</summary>
    public const string WorkKind = "doctor.run";
}

/// <summary>The doctor's round as long work, for a page: it reads every table and takes as long as that takes.</summary>
internal sealed class DoctorWork(Examine examine) : ILongWork
{
    public string Kind => DoctorReport.WorkKind;

    public async Task<WorkEnd> RunAsync(WorkRun run, CancellationToken ct)
    {
        var findings = await examine.RunAsync(done => run.Report(done, Examine.Count, ""), ct);
        return WorkEnd.Done(new DoctorReport(Examine.Count, findings.Count, findings));
    }
}
