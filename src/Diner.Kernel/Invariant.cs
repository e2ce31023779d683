using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Diner.Kernel;

/// <summary>States what must be true. A breach is a bug or broken infrastructure and throws at once, before anything is committed.</summary>
public static class Invariant
{
    /// <summary>Throws <see cref="InvariantException"/> unless the condition holds.</summary>
    public static void Require([DoesNotReturnIf(false)] bool condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        if (!condition)
            throw new InvariantException(what);
    }
}

/// <summary>Something that cannot be was about to be.</summary>
public sealed class InvariantException(string what) : Exception($"Invariant broken: {what}.");
