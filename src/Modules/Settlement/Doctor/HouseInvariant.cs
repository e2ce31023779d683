namespace Diner.Settlement.Doctor;

/// <summary>Something that must be true of the data of all modules together.</summary>
/// <param name="Sentence">What must be true.</param>
/// <param name="Breaches">A query, alike on both databases, of what breaks it: one text a row. One statement, so one snapshot: it may run while the shop trades.</param>
internal sealed record HouseInvariant(string Sentence, string Breaches);

/// <summary>A broken invariant.</summary>
/// <param name="Invariant">What should be true.</param>
/// <param name="Breaches">What breaks it: order numbers, ids; at most twenty.</param>
public sealed record Finding(string Invariant, IReadOnlyList<string> Breaches);
