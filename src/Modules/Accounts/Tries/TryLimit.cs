using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Diner.Kernel;

namespace Diner.Accounts.Tries;

/// <summary>One gate: whose tries it counts, and how many are free.</summary>
/// <param name="Name">What is stored: no address in the clear.</param>
/// <param name="Free">Wrong tries before it closes.</param>
internal sealed record TryLimit(string Name, int Free)
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromHours(4);

    /// <summary>After so long without a try everything before is forgotten.</summary>
    public TimeSpan Memory { get; } = TimeSpan.FromHours(24);

    /// <summary>True when many people come through it: one's success does not wipe away the others' failures.</summary>
    public bool IsShared { get; init; }

    /// <summary>How long it closes after that many wrong tries; null while some are free.</summary>
    public TimeSpan? PauseAfter(int failures)
    {
        if (failures < Free)
            return null;
        var doublings = Math.Min(failures - Free, 16);
        return TimeSpan.FromTicks(Math.Min(PauseMin.Ticks << doublings, PauseMax.Ticks));
    }
}

/// <summary>The gates of this module.</summary>
internal static class TryLimits
{
    /// <summary>Passwords for one account, whether there is such an account or not.</summary>
    public static TryLimit Account(string email) => new(Name("account", email), 5);

    /// <summary>Passwords from one network address.</summary>
    public static TryLimit Address(string address) => new(Name("address", Network(address)), 30) { IsShared = true };

    /// <summary>Codes of one person.</summary>
    public static TryLimit SecondFactor(StaffId staff) => new(Name("second-factor", staff.Value.ToString("D")), 5);

    /// <summary>Mails with a link to a new password, to one address of mail.</summary>
    public static TryLimit ResetMail(string email) => new(Name("reset-mail", email), 3);

    /// <summary>The same from one network address.</summary>
    public static TryLimit ResetAddress(string address) => new(Name("reset-address", Network(address)), 10);

    private static string Name(string kind, string who) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{who}")));

    // Whoever has one IPv6 address has the 2^64 of its network.
    private static string Network(string address) => IPAddress.TryParse(address, out var ip) && ip is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
        ? Convert.ToHexStringLower(ip.GetAddressBytes().AsSpan(0, 8))
        : address;
}
