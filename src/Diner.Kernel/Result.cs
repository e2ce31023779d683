using System.Diagnostics.CodeAnalysis;

namespace Diner.Kernel;

/// <summary>An expected refusal.</summary>
/// <param name="Code">The stable reason.</param>
/// <param name="Detail">A plain sentence that names what to do; it may be shown to a buyer.</param>
/// <param name="Field">The request field it is about, in its wire name, when there is one.</param>
public sealed record Problem(ProblemCode Code, string Detail, string? Field = null)
{
    /// <summary>Names the sentence where code and field do not tell it, for who says it in the reader's language: <c>sheet_column_unknown</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>What that sentence names, in order: a column, a number.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <summary>A value, or the reason there is none.</summary>
public readonly struct Result<T>
{
    private Result(T? value, Problem? problem) => (Value, Problem) = (value, problem);

    /// <summary>The value, when there is no problem.</summary>
    public T? Value { get; }

    /// <summary>The reason, when there is no value.</summary>
    public Problem? Problem { get; }

    /// <summary>True with a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsOk => Problem is null;

    /// <summary>Wraps a value whose type is an interface, which no conversion can.</summary>
    public static Result<T> Of(T value) => new(value, null);

    /// <summary>Wraps a value.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>Wraps a refusal.</summary>
    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}
