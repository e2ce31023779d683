using System.Security.Cryptography;
using Diner.Payments.WeChatPay;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class WeChatPayAccountTests
{
    private static readonly RSA Ours = RSA.Create(2048);

    [Fact]
    public void A_public_key_or_certificates_or_both_are_good()
    {
        Assert.True(Account().ToSettings().IsOk);
        Assert.True((Account() with { PublicKey = "", PublicKeyId = "", PlatformCertificates = Certificates }).ToSettings().IsOk);
        Assert.True((Account() with { PlatformCertificates = Certificates }).ToSettings().IsOk);
        Assert.True((Account() with { PublicKey = Provider.One.PublicPem + "\n" + Provider.Other.PublicPem, PublicKeyId = "PUB_KEY_ID_01  PUB_KEY_ID_02" }).ToSettings().IsOk);
    }

    public static TheoryData<string, object> Wrong() => new()
    {
        { "mchid", Account() with { MerchantId = "19" } },
        { "appid", Account() with { AppId = "2021000000000001" } },
        { "api_key", Account() with { ApiV3Key = "short" } },
        { "serial", Account() with { CertificateSerial = "xyz" } },
        { "gateway", Account() with { ApiUrl = "ftp://example.com" } },
        { "private_key", Account() with { PrivateKey = Provider.One.PublicPem } },
        { "private_key", Account() with { PrivateKey = new string('a', 20_000) } },
        { "public_key", Account() with { PublicKey = "no key" } },
        { "public_key", Account() with { PublicKey = "" } },
        { "public_key", Account() with { PublicKey = Provider.One.PublicPem + "\n-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----" } },
        { "public_key_id", Account() with { PublicKeyId = "0123" } },
        { "public_key_id", Account() with { PublicKey = Provider.One.PublicPem + "\n" + Provider.Other.PublicPem } },
        { "public_key_id", Account() with { PublicKeyId = "PUB_KEY_ID_01 PUB_KEY_ID_02" } },
        { "certificates", Account() with { PlatformCertificates = "none" } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_is_wrong_is_named(string field, object account) => Assert.Equal(field, ((WeChatPayAccount)account).ToSettings().Problem?.Field);

    [Fact]
    public void An_account_does_not_print_its_keys() => Assert.DoesNotContain("0123456789abcdef", Account().ToString());

    private static string Certificates => Provider.One.Certificate([1]).ExportCertificatePem() + "\n" + Provider.Other.Certificate([2]).ExportCertificatePem();

    private static WeChatPayAccount Account() => new()
    {
        MerchantId = "1900000001",
        AppId = "wx0123456789abcdef",
        ApiV3Key = "0123456789abcdef0123456789abcdef",
        PrivateKey = Ours.ExportPkcs8PrivateKeyPem(),
        CertificateSerial = "0123456789012345678901234567890123456789",
        PublicKey = Provider.One.PublicPem,
        PublicKeyId = "PUB_KEY_ID_01",
    };
}
