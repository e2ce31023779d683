namespace Diner.Insights.Baskets;

/// <summary>
/// Every set of items that at least so many baskets have, exactly: FP-growth. Items are renumbered so that frequent ones come first on
/// every path; the sets that end in an item are found in the tree of what comes before it.
/// </summary>
internal sealed class FpGrowth
{
    private readonly int _timesMin;
    private readonly int _lengthMax;
    private readonly int[] _frequent;
    private readonly FrequentSets _found = new();
    private readonly List<Room> _rooms = [];
    private readonly List<int> _set = [];

    private FpGrowth(int timesMin, int lengthMax, int[] frequent) => (_timesMin, _lengthMax, _frequent) = (timesMin, lengthMax, frequent);

    /// <summary>The sets, with how many baskets have each; stops as soon as there are more than <see cref="FrequentSets.Max"/>.</summary>
    /// <param name="baskets">The baskets.</param>
    /// <param name="timesMin">How many baskets must have a set, at least 1.</param>
    /// <param name="lengthMax">How many items a set has at most.</param>
    public static FrequentSets Find(BasketSet baskets, int timesMin, int lengthMax)
    {
        var times = new int[baskets.Items];
        for (var i = 0; i < baskets.Transactions; i++)
        {
            foreach (var item in baskets.Basket(i))
                times[item]++;
        }

        int[] frequent = [.. Enumerable.Range(0, times.Length).Where(item => times[item] >= timesMin).OrderByDescending(item => times[item]).ThenBy(item => item)];
        var growth = new FpGrowth(timesMin, lengthMax, frequent);
        growth.Grow(growth.Plant(baskets));
        return growth._found;
    }

    private FpTree Plant(BasketSet baskets)
    {
        var rank = new int[baskets.Items];
        Array.Fill(rank, -1);
        for (var i = 0; i < _frequent.Length; i++)
            rank[_frequent[i]] = i;
        var tree = new FpTree(_frequent.Length);
        var path = new int[_frequent.Length];
        for (var i = 0; i < baskets.Transactions; i++)
        {
            var length = 0;
            foreach (var item in baskets.Basket(i))
            {
                if (rank[item] >= 0)
                    path[length++] = rank[item];
            }

            path.AsSpan(0, length).Sort();
            tree.Add(path.AsSpan(0, length), 1);
        }

        return tree;
    }

    // Each item of the tree is frequent together with the set.
    private void Grow(FpTree tree)
    {
        foreach (var item in tree.Items)
        {
            _set.Add(item);
            Emit(tree.Total(item));
            if (_set.Count < _lengthMax && !_found.IsFull)
                GrowBefore(tree, item);
            _set.RemoveAt(_set.Count - 1);
        }
    }

    private void GrowBefore(FpTree tree, int item)
    {
        var room = RoomAt(_set.Count - 1);
        room.Count(tree, item);
        if (_set.Count + 1 == _lengthMax)
        {
            foreach (var before in room.Items)
            {
                if (room.Times(before) < _timesMin)
                    continue;
                _set.Add(before);
                Emit(room.Times(before));
                _set.RemoveAt(_set.Count - 1);
            }

            room.Clear();
            return;
        }

        var conditional = room.Plant(tree, item, _timesMin);
        room.Clear();
        Grow(conditional);
    }

    private void Emit(int times) => _found.Add([.. _set.Select(rank => _frequent[rank]).Order()], times);

    private Room RoomAt(int depth)
    {
        if (depth == _rooms.Count)
            _rooms.Add(new Room(_frequent.Length));
        return _rooms[depth];
    }

    /// <summary>What one depth of the search works with, used again for each set of that length.</summary>
    private sealed class Room(int items)
    {
        private readonly FpTree _tree = new(items);
        private readonly int[] _times = new int[items];
        private readonly int[] _path = new int[items];
        private readonly List<int> _items = [];

        public IReadOnlyList<int> Items => _items;

        public int Times(int item) => _times[item];

        /// <summary>Counts what comes before an item.</summary>
        public void Count(FpTree tree, int item)
        {
            for (var node = tree.First(item); node != 0; node = tree.Next(node))
            {
                for (var before = tree.Parent(node); before != 0; before = tree.Parent(before))
                {
                    if (_times[tree.Item(before)] == 0)
                        _items.Add(tree.Item(before));
                    _times[tree.Item(before)] += tree.Times(node);
                }
            }
        }

        /// <summary>The tree of what comes before an item, without what is too rare there.</summary>
        public FpTree Plant(FpTree tree, int item, int timesMin)
        {
            _tree.Clear();
            for (var node = tree.First(item); node != 0; node = tree.Next(node))
            {
                var start = _path.Length;
                for (var before = tree.Parent(node); before != 0; before = tree.Parent(before))
                {
                    if (_times[tree.Item(before)] >= timesMin)
                        _path[--start] = tree.Item(before);
                }

                _tree.Add(_path.AsSpan(start), tree.Times(node));
            }

            return _tree;
        }

        public void Clear()
        {
            foreach (var item in _items)
                _times[item] = 0;
            _items.Clear();
        }
    }
}
