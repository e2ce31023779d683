using System.Security.Cryptography;
using System.Text;

namespace Diner.Host.Sandbox;

/// <summary>
/// The signature of 易支付 V1, written a second time on purpose: a double that shared code with what it tests would share its mistakes.
/// </summary>
internal static class EpayGatewaySignature
{
    public static string Of(IReadOnlyDictionary<string, string> fields, string key)
    {
        var content = new StringBuilder();
        foreach (var name in fields.Keys.Order(StringComparer.Ordinal))
        {
            if (name == "sign" || name == "sign_type" || fields[name] == "")
                continue;
            content.Append(content.Length == 0 ? "" : "&").Append(name).Append('=').Append(fields[name]);
        }

        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(content.Append(key).ToString())));
    }
}
