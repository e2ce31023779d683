namespace Diner.Insights.Baskets;

/// <summary>What was bought together: baskets of different items, each item once in a basket. Items are numbered in the ordinal order of their names.</summary>
public sealed class BasketSet
{
    private readonly string[] _names;
    private readonly int[] _starts;
    private readonly int[] _items;

    private BasketSet(string[] names, int[] starts, int[] items) => (_names, _starts, _items) = (names, starts, items);

    /// <summary>How many baskets there are.</summary>
    public int Transactions => _starts.Length - 1;

    /// <summary>How many different items there are.</summary>
    public int Items => _names.Length;

    internal string NameOf(int item) => _names[item];

    /// <summary>The items of a basket, ascending.</summary>
    internal ReadOnlySpan<int> Basket(int number) => _items.AsSpan(_starts[number].._starts[number + 1]);

    /// <summary>Gathers rows in any order. Eight bytes a row, besides the names.</summary>
    internal sealed class Builder
    {
        private readonly Dictionary<string, int> _baskets = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _items = new(StringComparer.Ordinal);
        private readonly List<(int Basket, int Item)> _rows = [];

        public int Rows => _rows.Count;

        public void Add(ReadOnlySpan<char> basket, ReadOnlySpan<char> item) => _rows.Add((NumberOf(_baskets, basket), NumberOf(_items, item)));

        public BasketSet Build()
        {
            var names = _items.Keys.Order(StringComparer.Ordinal).ToArray();
            var rank = new int[names.Length];
            for (var i = 0; i < names.Length; i++)
                rank[_items[names[i]]] = i;
            var starts = new int[_baskets.Count + 1];
            foreach (var (basket, _) in _rows)
                starts[basket + 1]++;
            for (var i = 1; i < starts.Length; i++)
                starts[i] += starts[i - 1];
            var items = new int[_rows.Count];
            var next = starts[..^1];
            foreach (var (basket, item) in _rows)
                items[next[basket]++] = rank[item];
            return new BasketSet(names, starts, items[..Distinct(starts, items)]);
        }

        private static int NumberOf(Dictionary<string, int> numbers, ReadOnlySpan<char> name)
        {
            var byText = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
            if (byText.TryGetValue(name, out var number))
                return number;
            byText[name] = numbers.Count;
            return numbers.Count - 1;
        }

        // Sorts each basket, leaves what is in it twice out, and closes the gaps. Says how many items are left.
        private static int Distinct(int[] starts, int[] items)
        {
            var (from, kept) = (0, 0);
            for (var basket = 0; basket < starts.Length - 1; basket++)
            {
                var rows = items.AsSpan(from..starts[basket + 1]);
                (from, starts[basket]) = (starts[basket + 1], kept);
                rows.Sort();
                for (var i = 0; i < rows.Length; i++)
                {
                    if (i == 0 || rows[i] != rows[i - 1])
                        items[kept++] = rows[i];
                }
            }

            starts[^1] = kept;
            return kept;
        }
    }
}
