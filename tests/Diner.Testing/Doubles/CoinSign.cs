using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Diner.Testing.Doubles;

/// <summary>The signature of the doubles of TokenPay and epusdt, written anew: sorted non-empty fields and the token, in MD5.</summary>
internal static class CoinSign
{
    public static string Of(IEnumerable<(string Name, string Value)> fields, string token)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in fields.Where(field => field.Value.Length > 0).OrderBy(field => field.Name, StringComparer.Ordinal))
            text.Append(text.Length > 0 ? "&" : "").Append(name).Append('=').Append(value);
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text.Append(token).ToString())));
    }

    /// <summary>Whether a body is signed with that token; numbers count as they are written.</summary>
    public static bool IsGood(JsonElement body, string name, string token) =>
        body.TryGetProperty(name, out var signature) && signature.GetString() == Of(body.EnumerateObject().Where(field => field.Name != name).Select(field => (field.Name, field.Value.ToString())), token);
}
