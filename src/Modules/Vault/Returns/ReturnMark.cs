namespace Diner.Vault.Returns;

/// <summary>What is known of the keys of an order whose money went back. They are never sold again, whatever is known.</summary>
public enum ReturnMark : short
{
    /// <summary>Nothing: the buyer has seen them and may use them.</summary>
    Unknown = 0,

    /// <summary>Somebody has looked: they are not used.</summary>
    Unused = 1,

    /// <summary>They are used.</summary>
    Used = 2,
}
