using Diner.Accounts.SecondFactors;
using Microsoft.Playwright;

namespace Diner.BrowserTests.Stage;

/// <summary>What a person has besides a password: a phone that shows codes, and a security key that Chromium plays.</summary>
internal static class Authenticator
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Plugs in a security key that knows its owner. It stays as long as the page.</summary>
    public static async Task PlugInKeyAsync(this Visitor visitor)
    {
        var protocol = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await protocol.SendAsync("WebAuthn.enable");
        await protocol.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    /// <summary>The code of the secret that the page of enrolment shows.</summary>
    public static async Task<string> CodeAsync(this Visitor visitor)
    {
        var text = string.Concat((await visitor.TextAsync(".secret")).Where(char.IsLetterOrDigit));
        return Totp.CodeAt(Bytes(text), Totp.StepAt(TimeProvider.System.GetUtcNow()));
    }

    private static byte[] Bytes(string base32)
    {
        var bytes = new List<byte>();
        var (held, bits) = (0, 0);
        foreach (var letter in base32)
        {
            (held, bits) = (((held << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal)) & 0xFFF, bits + 5);
            if (bits < 8)
                continue;
            bytes.Add((byte)(held >> (bits - 8)));
            bits -= 8;
        }

        return [.. bytes];
    }
}
