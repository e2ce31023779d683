using System.Text;

namespace Diner.Payments.Notifications;

/// <summary>Why a text is no list of fields.</summary>
internal enum FormFault
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>More than <see cref="FormFields.FieldsMax"/> fields.</summary>
    TooManyFields,

    /// <summary>One name stands there twice, so that two readers could see two messages.</summary>
    DuplicateField,

    /// <summary>A raw control character, which no encoder writes.</summary>
    ControlCharacter,
}

internal static class FormFaults
{
    /// <summary>What is wrong, as the end of a sentence.</summary>
    public static string Sentence(this FormFault fault) => fault switch
    {
        FormFault.TooManyFields => "it has too many fields",
        FormFault.DuplicateField => "it has a field twice",
        FormFault.ControlCharacter => "it has control characters",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>
/// The fields of a query string or form body (application/x-www-form-urlencoded), percent-decoded once, in place, sorted by the bytes
/// of their names. They stay bytes: a signature is over what was sent, in whatever character set. A malformed escape stays as it is, as PHP leaves it.
/// </summary>
internal ref struct FormFields
{
    public const int FieldsMax = 48;

    private readonly Span<byte> _text;
    private readonly Span<FormField> _fields;

    private FormFields(Span<byte> text, Span<FormField> fields)
    {
        _text = text;
        _fields = fields;
    }

    public readonly int Count => _fields.Length;

    /// <summary>Decodes <paramref name="text"/> in place into at most <paramref name="space"/>.Length fields.</summary>
    public static FormFault TryRead(Span<byte> text, Span<FormField> space, out FormFields fields)
    {
        fields = default;
        if (text.ContainsAnyInRange((byte)0, (byte)0x1F) || text.Contains((byte)0x7F))
            return FormFault.ControlCharacter;
        var count = 0;
        var at = 0;
        while (at <= text.Length)
        {
            var length = text[at..].IndexOf((byte)'&') is var end and >= 0 ? end : text.Length - at;
            if (length > 0 && count == space.Length)
                return FormFault.TooManyFields;
            if (length > 0)
                space[count++] = Decode(text, at, length);
            at += length + 1;
        }

        fields = new FormFields(text, space[..count]);
        return fields.Sort() ? FormFault.None : FormFault.DuplicateField;
    }

    public readonly ReadOnlySpan<byte> Name(int index) => _text.Slice(_fields[index].Name, _fields[index].NameLength);

    public readonly ReadOnlySpan<byte> Value(int index) => _text.Slice(_fields[index].Value, _fields[index].ValueLength);

    /// <summary>The value of that field; empty when it is absent or empty, which every protocol here treats alike.</summary>
    public readonly ReadOnlySpan<byte> Find(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (Name(i).SequenceEqual(name))
                return Value(i);
        }

        return default;
    }

    /// <summary>The value as text of 1 to <paramref name="lengthMax"/> characters without control characters; null when it is not.</summary>
    public readonly string? Text(ReadOnlySpan<byte> name, int lengthMax)
    {
        var value = Find(name);
        if (value.IsEmpty || value.Length > lengthMax * 3 || !System.Text.Unicode.Utf8.IsValid(value))
            return null;
        var text = Encoding.UTF8.GetString(value);
        return text.Length <= lengthMax && !text.Any(char.IsControl) ? text : null;
    }

    /// <summary>
    /// Writes what 易支付 and Alipay sign: <c>k=v&amp;k=v</c> in the order of the names, decoded, without <c>sign</c>, <c>sign_type</c> and empty
    /// values ("0" is not empty). Never longer than the text the fields came from. Returns how many bytes.
    /// </summary>
    public readonly int WriteSigned(Span<byte> content)
    {
        var length = 0;
        for (var i = 0; i < Count; i++)
        {
            var name = Name(i);
            var value = Value(i);
            if (value.IsEmpty || name.SequenceEqual("sign"u8) || name.SequenceEqual("sign_type"u8))
                continue;
            if (length > 0)
                content[length++] = (byte)'&';
            name.CopyTo(content[length..]);
            content[length += name.Length] = (byte)'=';
            value.CopyTo(content[++length..]);
            length += value.Length;
        }

        return length;
    }

    // Decoded text is never longer than its escape, so it fits where it stood.
    private static FormField Decode(Span<byte> text, int start, int length)
    {
        var pair = text.Slice(start, length);
        var equals = pair.IndexOf((byte)'=');
        var nameLength = equals < 0 ? length : equals;
        var valueStart = equals < 0 ? length : equals + 1;
        return new FormField(start, Unescape(pair[..nameLength]), start + valueStart, Unescape(pair[valueStart..]));
    }

    private static int Unescape(Span<byte> text)
    {
        var written = 0;
        for (var read = 0; read < text.Length; read++)
        {
            var next = text[read];
            if (next == '+')
                next = (byte)' ';
            else if (next == '%' && read + 2 < text.Length && char.IsAsciiHexDigit((char)text[read + 1]) && char.IsAsciiHexDigit((char)text[read + 2]))
                next = (byte)((HexDigit(text[++read]) << 4) | HexDigit(text[++read]));
            text[written++] = next;
        }

        return written;
    }

    private static int HexDigit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    // Insertion sort: a notification has about ten fields. False when a name stands there twice.
    private readonly bool Sort()
    {
        for (var i = 1; i < Count; i++)
        {
            for (var j = i; j > 0; j--)
            {
                var order = Name(j - 1).SequenceCompareTo(Name(j));
                if (order == 0)
                    return false;
                if (order < 0)
                    break;
                (_fields[j - 1], _fields[j]) = (_fields[j], _fields[j - 1]);
            }
        }

        return true;
    }
}

/// <summary>Where a field's name and value stand in the decoded text.</summary>
internal readonly record struct FormField(int Name, int NameLength, int Value, int ValueLength);
