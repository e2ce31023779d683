using System.Security.Cryptography;
using System.Text;
using Diner.Kernel;
using Diner.Vault.Keys;
using Diner.Vault.Sealing;
using Xunit;

namespace Diner.UnitTests.Vault;

public sealed class KeySealerTests : IDisposable
{
    private static readonly byte[] FingerprintKey = [.. Enumerable.Repeat((byte)2, 32)];

    private readonly KeySealer _sealer = new([.. Enumerable.Repeat((byte)1, 32)], FingerprintKey);
    private readonly KeyPlace _place = new(new(Id(1)), new(Id(2)), new(Id(3)));

    [Fact]
    public void What_was_sealed_opens_in_its_place()
    {
        Assert.Equal("SECRET"u8.ToArray(), _sealer.Open(_place, _sealer.Seal(_place, "SECRET"u8)));
    }

    [Fact]
    public void It_opens_in_no_other_place()
    {
        var secret = _sealer.Seal(_place, "SECRET"u8);
        KeyPlace[] others = [_place with { ShopId = new(Id(9)) }, _place with { VariantId = new(Id(9)) }, _place with { KeyId = new(Id(9)) }];
        Assert.All(others, other => Assert.ThrowsAny<CryptographicException>(() => _sealer.Open(other, secret)));
    }

    [Fact]
    public void Sealing_twice_shows_nothing_in_common()
    {
        Assert.NotEqual(_sealer.Seal(_place, "SECRET"u8), _sealer.Seal(_place, "SECRET"u8));
    }

    [Fact]
    public void A_fingerprint_is_half_an_hmac_of_the_text_without_its_fields()
    {
        var expected = HMACSHA256.HashData(FingerprintKey, "A----B"u8)[..16];
        byte[] withFields = [.. "A----B"u8, KeyText.FieldMark, .. "card"u8, KeyText.ValueMark, .. "A"u8];
        Assert.Equal(expected, _sealer.Fingerprint("A----B"));
        Assert.Equal(expected, _sealer.Fingerprint(withFields));
    }

    [Fact]
    public void A_key_does_not_show_its_text_when_printed()
    {
        var key = KeyText.Read(new(Id(3)), Encoding.UTF8.GetBytes("SECRET"));
        Assert.DoesNotContain("SECRET", $"{key}", StringComparison.Ordinal);
    }

    public void Dispose() => _sealer.Dispose();

    private static Guid Id(byte value) => new(Enumerable.Repeat(value, 16).ToArray());
}
