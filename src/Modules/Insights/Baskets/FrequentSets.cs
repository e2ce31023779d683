using System.Collections;

namespace Diner.Insights.Baskets;

/// <summary>Sets of items and how many baskets have each. A set is an ascending array, and is found by what is in it.</summary>
internal sealed class FrequentSets : IEnumerable<KeyValuePair<int[], int>>
{
    /// <summary>More are useful to nobody; they would fill the memory.</summary>
    public const int Max = 1_000_000;

    private readonly Dictionary<int[], int> _times = new(new BySequence());

    /// <summary>True when there were more than <see cref="Max"/>.</summary>
    public bool IsFull { get; private set; }

    public int this[ReadOnlySpan<int> set] => _times.GetAlternateLookup<ReadOnlySpan<int>>()[set];

    public void Add(int[] set, int times)
    {
        IsFull |= _times.Count == Max;
        if (!IsFull)
            _times.Add(set, times);
    }

    public IEnumerator<KeyValuePair<int[], int>> GetEnumerator() => _times.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class BySequence : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(int[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<int> alternate)
        {
            var hash = default(HashCode);
            foreach (var item in alternate)
                hash.Add(item);
            return hash.ToHashCode();
        }

        public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
    }
}
