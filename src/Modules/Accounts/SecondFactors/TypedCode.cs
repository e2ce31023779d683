namespace Diner.Accounts.SecondFactors;

/// <summary>Reads a code as people type it: blanks and dashes are forgiven, capitals too.</summary>
internal static class TypedCode
{
    private const int CharsMax = 64;

    public static string Read(string typed) => string.Concat(typed.Take(CharsMax).Where(c => !char.IsWhiteSpace(c) && c != '-')).ToLowerInvariant();
}
