using System.Security.Cryptography;
using System.Text;

namespace Diner.Accounts.Seats;

/// <summary>From where somebody signs in.</summary>
/// <param name="Address">The network address.</param>
/// <param name="Browser">What the browser calls itself; cut at 200 characters.</param>
public sealed record SignInPlace(string Address, string Browser)
{
    private const int BrowserCharsMax = 200;

    /// <summary>What tells this browser from others, when it has been here; else empty.</summary>
    public string Device { get; init; } = "";

    internal string ShortBrowser => Browser.Length <= BrowserCharsMax ? Browser : Browser[..BrowserCharsMax];

    internal byte[] DeviceHash => SHA256.HashData(Encoding.UTF8.GetBytes(Device));
}
