namespace Diner.Insights.Baskets;

/// <summary>
/// The prefix tree of FP-growth (Han, Pei, Yin: "Mining frequent patterns without candidate generation", SIGMOD 2000): baskets that begin
/// alike share nodes, and the nodes of an item are linked. Nodes are rows of arrays; a child is found in an open-addressed table.
/// </summary>
internal sealed class FpTree
{
    private const int Root = 0;
    private const int SlotsMin = 1 << 10;

    private readonly int[] _heads;
    private readonly int[] _totals;
    private readonly List<int> _items = [];
    private Node[] _nodes = new Node[SlotsMin / 2];
    private int[] _slots = new int[SlotsMin];
    private int _count = 1;

    /// <param name="items">Items are numbers below this; on every path they ascend.</param>
    public FpTree(int items) => (_heads, _totals) = (new int[items], new int[items]);

    /// <summary>The items that occur.</summary>
    public IReadOnlyList<int> Items => _items;

    /// <summary>How many baskets have the item.</summary>
    public int Total(int item) => _totals[item];

    public void Clear()
    {
        foreach (var item in _items)
            (_heads[item], _totals[item]) = (0, 0);
        _items.Clear();
        Array.Clear(_slots);
        _count = 1;
    }

    /// <summary>Adds a basket, ascending, as often as <paramref name="times"/> says.</summary>
    public void Add(ReadOnlySpan<int> basket, int times)
    {
        var node = Root;
        foreach (var item in basket)
        {
            node = Child(node, item);
            _nodes[node].Times += times;
            if (_totals[item] == 0)
                _items.Add(item);
            _totals[item] += times;
        }
    }

    /// <summary>The first node of an item; 0 when there is none.</summary>
    public int First(int item) => _heads[item];

    /// <summary>The next node of the same item; 0 after the last.</summary>
    public int Next(int node) => _nodes[node].Next;

    /// <summary>How many baskets pass the node.</summary>
    public int Times(int node) => _nodes[node].Times;

    /// <summary>The node before it on the path; 0 at its beginning.</summary>
    public int Parent(int node) => _nodes[node].Parent;

    /// <summary>The item of a node.</summary>
    public int Item(int node) => _nodes[node].Item;

    private int Child(int parent, int item)
    {
        var slot = SlotOf(parent, item);
        if (_slots[slot] != 0)
            return _slots[slot];
        if (_count == _nodes.Length)
        {
            Grow();
            slot = SlotOf(parent, item);
        }

        _nodes[_count] = new Node { Item = item, Parent = parent, Next = _heads[item] };
        _heads[item] = _slots[slot] = _count;
        return _count++;
    }

    // The slot that holds the child, or the empty one where it belongs. At most half of the slots are taken.
    private int SlotOf(int parent, int item)
    {
        var mask = _slots.Length - 1;
        var slot = (int)(((((ulong)(uint)parent << 32) | (uint)item) * 0x9E3779B97F4A7C15) >> 32) & mask;
        while (_slots[slot] is var node and not 0 && (_nodes[node].Parent != parent || _nodes[node].Item != item))
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        Array.Resize(ref _nodes, _nodes.Length * 2);
        _slots = new int[_nodes.Length * 2];
        for (var node = 1; node < _count; node++)
            _slots[SlotOf(_nodes[node].Parent, _nodes[node].Item)] = node;
    }

    private struct Node
    {
        public int Item;
        public int Parent;
        public int Next;
        public int Times;
    }
}
