using System.Security.Cryptography;
using System.Text;
using Diner.Accounts;
using Diner.Accounts.Passwords;
using Xunit;

namespace Diner.UnitTests.Accounts;

public sealed class KnownPasswordRules
{
    [Theory]
    [InlineData("passwordpassword", true)]
    [InlineData("PasswordPassword", true)]
    [InlineData(" iloveyou1234 ", true)]
    [InlineData("123456789012", true)]
    [InlineData("qwertyuiopqw", true)]
    [InlineData("woaini5201314", true)]
    [InlineData("aaaaaaaaaaaa", true)]
    [InlineData("the lamp is always on", false)]
    [InlineData("seven lanterns in the rain", false)]
    public void What_attackers_try_first_is_known(string password, bool isKnown) => Assert.Equal(isKnown, new KnownPasswords(new AccountsOptions()).Contains(password));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Every_hash_of_a_file_is_found_and_no_other(string lineEnd)
    {
        var file = Path.GetTempFileName();
        var hashes = Enumerable.Range(0, 500).Select(i => Hash($"password {i}")).Order(StringComparer.Ordinal).ToList();
        File.WriteAllText(file, string.Join(lineEnd, hashes.Select((hash, i) => $"{hash}:{i * i}")) + lineEnd);
        Assert.All(hashes, hash => Assert.True(HashFile.Contains(file, hash)));
        Assert.All(Enumerable.Range(500, 500), i => Assert.False(HashFile.Contains(file, Hash($"password {i}"))));
        File.Delete(file);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("0123456789ABCDEF")]
    public void A_file_that_is_none_holds_nothing(string text)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);
        Assert.False(HashFile.Contains(file, Hash("password")));
        File.Delete(file);
    }

    [Fact]
    public void The_operators_file_counts_too()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, $"{Hash("seven lanterns in the rain")}:2\n");
        Assert.True(new KnownPasswords(new AccountsOptions { BreachedPasswords = file }).Contains("seven lanterns in the rain"));
        File.Delete(file);
    }

#pragma warning disable CA5350 // The lists are of SHA-1.
    private static string Hash(string password) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350
}
