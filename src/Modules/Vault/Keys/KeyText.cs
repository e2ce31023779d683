using System.Text;
using Diner.Kernel;

namespace Diner.Vault.Keys;

/// <summary>A key in the open: what its buyer reads. Never logged.</summary>
/// <param name="KeyId">Which key.</param>
/// <param name="Text">All of it, as it was imported: what a buyer copies.</param>
/// <param name="Fields">Its named parts (<c>card</c>, <c>password</c>, or the columns of the CSV file); empty when it has none.</param>
public sealed record KeyText(KeyId KeyId, string Text, IReadOnlyDictionary<string, string> Fields)
{
    // A key never holds these two control characters, so a key without fields is stored as its bare text.
    internal const byte FieldMark = 0x1E;
    internal const byte ValueMark = 0x1F;

    /// <summary>The name only: a key's text must not slip into a log.</summary>
    public override string ToString() => $"key {KeyId.Value}";

    /// <summary>The part of a plaintext that is the text, which is what fingerprints are made of.</summary>
    internal static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> plaintext)
    {
        var mark = plaintext.IndexOf(FieldMark);
        return mark < 0 ? plaintext : plaintext[..mark];
    }

    /// <summary>Reads a plaintext: UTF-8 text, then for each field a mark, its name, a mark, its value.</summary>
    internal static KeyText Read(KeyId keyId, ReadOnlySpan<byte> plaintext)
    {
        var parts = Encoding.UTF8.GetString(plaintext).Split((char)FieldMark);
        var fields = parts.Skip(1).Select(part => part.Split((char)ValueMark, 2)).ToDictionary(part => part[0], part => part[1]);
        return new KeyText(keyId, parts[0], fields);
    }
}
