namespace Diner.Coupons.Rules;

/// <summary>A coupon's code as people type it.</summary>
public static class CouponText
{
    /// <summary>Characters of the shortest code.</summary>
    public const int LengthMin = 3;

    /// <summary>Characters of the longest code.</summary>
    public const int LengthMax = 40;

    internal const string Field = "coupon";

    /// <summary>Upper case, without spaces around; null when it cannot be a code: 3 to 40 letters A-Z, digits and hyphens.</summary>
    public static string? Normalise(string text)
    {
        var code = text.Trim().ToUpperInvariant();
        return code.Length is >= LengthMin and <= LengthMax && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-') ? code : null;
    }
}
