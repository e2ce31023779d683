using CsCheck;

namespace Diner.UnitTests.Payments;

/// <summary>JSON objects of a protocol's own names, with values that are right, wrong, of another kind, or missing.</summary>
internal static class HostileJson
{
    private static readonly string[] Wild =
        ["null", "true", "0", "-1", "1e999", "99999999999999999999", "1.005", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[[{}]]", "\"💳\"", "{\"total\":\"x\"}"];

    /// <summary>Each name is left out, given one of its good values, or a wild one.</summary>
    public static Gen<string> Object(params (string Name, string[] Good)[] fields) =>
        Gen.Int[0, 99].Array[fields.Length].Select(draws => Write(fields, draws));

    private static string Write((string Name, string[] Good)[] fields, int[] draws)
    {
        var pairs = fields.Select((field, at) => draws[at] switch
        {
            < 10 => null,
            < 70 => $"\"{field.Name}\":{field.Good[draws[at] % field.Good.Length]}",
            var draw => $"\"{field.Name}\":{Wild[draw % Wild.Length]}",
        });
        return "{" + string.Join(',', pairs.OfType<string>()) + "}";
    }
}
