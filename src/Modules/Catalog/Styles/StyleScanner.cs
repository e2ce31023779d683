namespace Diner.Catalog.Styles;

/// <summary>
/// Goes through a style sheet once, token by token as CSS Syntax 3 has them, but stricter: whatever two browsers could read differently
/// (escapes in names, texts over several lines, unquoted addresses with odd characters) is refused.
/// </summary>
internal sealed class StyleScanner(string css)
{
    private const int WhatLengthMax = 40;

    private readonly Stack<(char Closing, int At)> _open = new();
    private int _at;

    /// <summary>The first fault, or null.</summary>
    public StyleFault? Run()
    {
        while (_at < css.Length)
        {
            if (Step() is { } fault)
                return fault;
        }

        return _open.Count == 0 ? null : Fault(StyleFaultKind.Unbalanced, _open.Peek().At, css[_open.Peek().At].ToString());
    }

    private StyleFault? Step() => css[_at] switch
    {
        '/' when Peek(1) == '*' => Comment(),
        '"' or '\'' => Text(),
        '\\' => Fault(StyleFaultKind.Escape, _at, "\\"),
        '@' => AtRule(),
        '<' when Peek(1) is '!' or '/' => Fault(StyleFaultKind.Character, _at, "<"),
        '{' => Open('}'),
        '(' => Open(')'),
        '[' => Open(']'),
        '}' or ')' or ']' => Close(),
        var c when IsOfName(c) => Name(),
        var c when char.IsControl(c) && c is not ('\n' or '\r' or '\t') => Fault(StyleFaultKind.Character, _at, $"U+{(int)c:X4}"),
        _ => Skip(1),
    };

    private StyleFault? Comment()
    {
        var end = css.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        return end < 0 ? Fault(StyleFaultKind.Unfinished, _at, "/*") : Skip(end + 2 - _at);
    }

    // Escapes are harmless in a text that is only shown; one before the end of a line would let it go on.
    private StyleFault? Text()
    {
        var (from, quote) = (_at, css[_at]);
        for (_at++; _at < css.Length && css[_at] is not ('\n' or '\r' or '\f'); _at++)
        {
            if (css[_at] == quote)
                return Skip(1);
            if (css[_at] == '\\' && ++_at < css.Length && css[_at] is '\n' or '\r' or '\f')
                break;
        }

        return Fault(StyleFaultKind.Unfinished, from, quote.ToString());
    }

    private StyleFault? AtRule()
    {
        var from = _at++;
        var name = ReadName();
        return StyleText.AtRules.Contains(Plain(name)) ? null : Fault(StyleFaultKind.AtRule, from, $"@{name}");
    }

    private StyleFault? Name()
    {
        var from = _at;
        var name = ReadName();
        if (Peek(0) != '(')
            return StyleText.Properties.Contains(Plain(name)) && IsProperty(from) ? Fault(StyleFaultKind.Property, from, name) : null;
        if (name.Equals("url", StringComparison.OrdinalIgnoreCase))
            return Address(from);
        return StyleText.Functions.Contains(Plain(name)) ? null : Fault(StyleFaultKind.Function, from, $"{name}()");
    }

    private StyleFault? Address(int from)
    {
        var end = css.IndexOf(')', _at);
        if (end < 0)
            return Fault(StyleFaultKind.Unfinished, from, "url(");
        var address = css[(_at + 1)..end].Trim(' ', '\t', '\n', '\r');
        if (address is ['"', .., '"'] or ['\'', .., '\''])
            address = address[1..^1];
        return StyleText.IsAddress(address) ? Skip(end + 1 - _at) : Fault(StyleFaultKind.Address, from, address);
    }

    private StyleFault? Open(char closing)
    {
        _open.Push((closing, _at));
        return Skip(1);
    }

    private StyleFault? Close() => _open.TryPop(out var opened) && opened.Closing == css[_at] ? Skip(1) : Fault(StyleFaultKind.Unbalanced, _at, css[_at].ToString());

    private StyleFault? Skip(int count)
    {
        _at += count;
        return null;
    }

    private string ReadName()
    {
        var from = _at;
        while (_at < css.Length && IsOfName(css[_at]))
            _at++;
        return css[from.._at];
    }

    // A declaration begins a block or follows another one; a class or a type of that name does not.
    private bool IsProperty(int from)
    {
        var before = css.AsSpan(0, from).TrimEnd();
        return before.IsEmpty || before[^1] is '{' or ';' or '}' or '/';
    }

    // -webkit-keyframes is keyframes.
    private static string Plain(string name)
    {
        var plain = name.ToLowerInvariant();
        var prefix = plain.StartsWith('-') && !plain.StartsWith("--", StringComparison.Ordinal) ? plain.IndexOf('-', 1) : -1;
        return prefix < 0 ? plain : plain[(prefix + 1)..];
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or >= '\u00A0';

    private char Peek(int ahead) => _at + ahead < css.Length ? css[_at + ahead] : '\0';

    private StyleFault Fault(StyleFaultKind kind, int at, string what) =>
        new(kind, css.AsSpan(0, at).Count('\n') + 1, what.Length <= WhatLengthMax ? what : what[..WhatLengthMax] + "…");
}
