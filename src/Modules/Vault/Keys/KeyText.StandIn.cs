using Diner.Kernel;

namespace Diner.Vault.Keys;

/// <summary>Stand-in until the vault branch is merged.</summary>
public sealed record KeyText(KeyId KeyId, string Text, IReadOnlyDictionary<string, string> Fields);

/// <summary>Stand-in until the vault branch is merged: keys are told to it.</summary>
public sealed class RevealKeys
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<OrderId, IReadOnlyList<KeyText>> _keys = new();

    /// <summary>The order's keys.</summary>
    public Task<IReadOnlyList<KeyText>> ForOrderAsync(OrderId order, CancellationToken ct) => Task.FromResult(_keys.GetValueOrDefault(order, []));

    /// <summary>Says what an order holds.</summary>
    public void Put(OrderId order, IReadOnlyList<KeyText> keys) => _keys[order] = keys;
}
