using System.Security.Cryptography;
using System.Text;
using Diner.Payments.Keys;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class ProviderKeyTests
{
    private static readonly Provider Signer = Provider.One;

    public static TheoryData<string, byte[]> Files() => new()
    {
        { "PEM", Encoding.UTF8.GetBytes(Signer.PublicPem) },
        { "DER", Signer.PublicDer },
        { "the bare Base64 of Alipay's console", Encoding.UTF8.GetBytes(Convert.ToBase64String(Signer.PublicDer) + "\n") },
        { "certificate in PEM", Encoding.UTF8.GetBytes(Signer.Certificate([1, 2, 3]).ExportCertificatePem()) },
        { "certificate in DER", Signer.Certificate([1, 2, 3]).RawData },
    };

    [Theory, MemberData(nameof(Files))]
    public void A_key_is_read_as_the_provider_hands_it_out(string form, byte[] file)
    {
        Assert.NotEmpty(form);
        Assert.True(ProviderKey.TryRead(file)!.Verifies("content"u8, Signer.Sign("content")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void What_is_no_key_is_none(string file) => Assert.Null(ProviderKey.TryRead(Encoding.UTF8.GetBytes(file)));

    [Fact]
    public void A_key_of_1024_bits_is_none()
    {
        using var weak = RSA.Create(1024);
        Assert.Null(ProviderKey.TryRead(Encoding.UTF8.GetBytes(weak.ExportSubjectPublicKeyInfoPem())));
    }

    [Fact]
    public void A_serial_number_is_written_without_the_sign_byte() =>
        Assert.Equal("D7CE59D1F522D701", ProviderKey.TryRead(Signer.Certificate([0x00, 0xD7, 0xCE, 0x59, 0xD1, 0xF5, 0x22, 0xD7, 0x01]).RawData)!.Serial);

    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("AAAA")]
    public void A_signature_that_is_none_verifies_nothing(string signature) => Assert.False(Signer.Key.Verifies("content"u8, signature));

    [Fact]
    public void A_signature_longer_than_any_key_verifies_nothing() => Assert.False(Signer.Key.Verifies("content"u8, Convert.ToBase64String(new byte[2000])));

    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("AAAA")]
    public void Bytes_that_are_no_signature_verify_nothing(string signature) => Assert.False(Signer.Key.VerifiesUtf8("content"u8, Encoding.UTF8.GetBytes(signature)));

    [Fact]
    public void One_key_verifies_from_many_threads()
    {
        var (key, signatures) = (Signer.Key, Enumerable.Range(0, 20).Select(n => Signer.Sign($"content {n}")).ToArray());
        var wrong = 0;
        Parallel.For(0, 2_000, n =>
        {
            var (content, signature) = (Encoding.UTF8.GetBytes($"content {n % 20}"), Encoding.UTF8.GetBytes(signatures[n % 20]));
            if (!key.VerifiesUtf8(content, signature) || key.VerifiesUtf8(content, Encoding.UTF8.GetBytes(signatures[(n + 1) % 20])))
                Interlocked.Increment(ref wrong);
        });
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Several_public_keys_in_one_text_are_read_in_their_order()
    {
        var keys = ProviderKey.ReadPublicKeys(Provider.Other.PublicPem + "\n\n" + Signer.PublicPem);
        Assert.True(keys[0].Verifies("content"u8, Provider.Other.Sign("content")) && keys[1].Verifies("content"u8, Signer.Sign("content")));
        Assert.Empty(ProviderKey.ReadPublicKeys(Signer.PublicPem + "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"));
    }
}
