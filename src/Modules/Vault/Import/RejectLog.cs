using System.Globalization;
using System.Text.Json;

namespace Diner.Vault.Import;

/// <summary>Keeps the first rejects and passes all of them on. The lines themselves are secrets and stay where they are.</summary>
internal sealed class RejectLog(TextWriter? all)
{
    private const int KeptMax = 100;

    private readonly List<RejectedLine> _first = [];

    public int Count { get; private set; }

    public IReadOnlyList<RejectedLine> First => _first;

    public void Add(int number, RejectReason reason)
    {
        Count++;
        if (_first.Count < KeptMax)
            _first.Add(new RejectedLine(number, reason));
        all?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number}\t{JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString())}"));
    }
}
