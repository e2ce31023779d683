using System.Globalization;
using Diner.Vault.Keys;

namespace Diner.Vault.Browse;

/// <summary>Shows so much of a key that its owner knows it again, and nobody else can use it.</summary>
internal static class KeyEnds
{
    private const int Shown = 2;
    private const int CharsMin = 8;
    private const string Dots = "••••";

    /// <summary>Two characters, dots, two characters; of what is shorter than eight characters only dots. Of a key with fields each one.</summary>
    public static string Of(KeyText key) => key.Fields.Count == 0 ? Of(key.Text) : string.Join(" · ", key.Fields.Values.Select(Of));

    public static string Of(string text)
    {
        var signs = StringInfo.ParseCombiningCharacters(text);
        return signs.Length < CharsMin ? Dots : text[..signs[Shown]] + Dots + text[signs[^Shown]..];
    }
}
