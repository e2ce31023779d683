using System.Security.Cryptography;
using Diner.Payments.Alipay;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class AlipayAccountTests
{
    private static readonly RSA Ours = RSA.Create(2048);

    // A certificate that Alipay's own library is tested with, and the serial number it gives for it.
    private const string AppCertificate = """
        -----BEGIN CERTIFICATE-----
        MIIEpTCCA42gAwIBAgIQICESCb1BFjGQiGqlxBNrvzANBgkqhkiG9w0BAQsFADCBgjELMAkGA1UE
        BhMCQ04xFjAUBgNVBAoMDUFudCBGaW5hbmNpYWwxIDAeBgNVBAsMF0NlcnRpZmljYXRpb24gQXV0
        aG9yaXR5MTkwNwYDVQQDDDBBbnQgRmluYW5jaWFsIENlcnRpZmljYXRpb24gQXV0aG9yaXR5IENs
        YXNzIDEgUjEwHhcNMjExMjA5MDg0NjExWhcNMjMxMjA5MDg0NjExWjBtMQswCQYDVQQGEwJDTjEh
        MB8GA1UECgwY56KR5b+Z5aWg5rWL6K+V55qE5YWs5Y+4MQ8wDQYDVQQLDAZBbGlwYXkxKjAoBgNV
        BAMMITIwODgzNDExMjYzNDI2MzEtMjAyMTAwMzEwMjYxNjAxOTCCASIwDQYJKoZIhvcNAQEBBQAD
        ggEPADCCAQoCggEBALS+v2J6N/g2zM5vb1YSzLcB4wgcDbkCNnImEizTY1CngEsNAzYol7DNcla7
        t/j81dH0y1QnA3IctzaLhU/T3NK+k8yqVJ48kyWoPsxQopdissMy+EtNIwI3dC/DlCVWnSFL20B1
        FynDZa/4bDFBSyglsxloIu9vZB4bhGxe3YT4kKvRHXYmeV61HsTYm22cdSPbk9HqsXX9PXU5p6UZ
        B3Jc/i50v+tYVpVX9D9Mi7+8aWXlKmrhqPLhJMPa5FvWuhWCzmDz8Bwj2MFE/ntxGeCIFmY+YJuT
        5xd2Fyu70pT6PVXnq93OomUxdmTE2N1delvrMQD2ncqXDEwLSY300ccCAwEAAaOCASkwggElMB8G
        A1UdIwQYMBaAFHEH4gRhFuTl8mXrMQ/J4PQ8mtWRMB0GA1UdDgQWBBTCl5ZAM7njmBlzH+CKe8E+
        XEw5GzBABgNVHSAEOTA3MDUGB2CBHAFuAQEwKjAoBggrBgEFBQcCARYcaHR0cDovL2NhLmFsaXBh
        eS5jb20vY3BzLnBkZjAOBgNVHQ8BAf8EBAMCBsAwLwYDVR0fBCgwJjAkoCKgIIYeaHR0cDovL2Nh
        LmFsaXBheS5jb20vY3JsNjAuY3JsMGAGCCsGAQUFBwEBBFQwUjAoBggrBgEFBQcwAoYcaHR0cDov
        L2NhLmFsaXBheS5jb20vY2E2LmNlcjAmBggrBgEFBQcwAYYaaHR0cDovL2NhLmFsaXBheS5jb206
        ODM0MC8wDQYJKoZIhvcNAQELBQADggEBAEjCXZVzaMp0FJ+5Zj48lVpns18jvWCOSYUAX6VFlkxK
        T8+wwbhy5mEbZtjA0sYY9FVlktG8C/XtF+tn+N8MdjPb1ok0j160niVU2dElEFHn61qrtC/USDiP
        KPWYG98qzX7do+D+Ben4gvMevpkSS4kwdHhRQdNIPCp28uSuSYCKW977OxBKAwGzG6YsEBP+B/Fp
        EvUqmBbZgV0QeEntgXMEGovl43KI1hQ3ULHsd4DIDQsKjxzHp1G99/JMFOGiFU+y5Paa4BGqg1Ss
        xvivLjqDe3Q7SEjbc0A+7IGZORzJ+9EnqJdd27toRTUhT7rxd0itRqLYkeIcqAb5oE+y5+M=
        -----END CERTIFICATE-----
        """;

    [Fact]
    public void A_certificate_is_named_as_alipays_own_library_names_it() => Assert.Equal("47a27aac8ae3b5c589576f371da36dc2", AlipayCertificates.SerialOf(AppCertificate));

    [Fact]
    public void Root_certificates_are_joined_with_an_underscore() =>
        Assert.Equal("47a27aac8ae3b5c589576f371da36dc2_47a27aac8ae3b5c589576f371da36dc2", AlipayCertificates.RootSerialOf(AppCertificate + "\n" + AppCertificate));

    [Fact]
    public void A_good_account_becomes_settings() => Assert.True(Account().ToSettings().IsOk);

    [Fact]
    public void A_private_key_in_the_bare_Base64_of_alipays_tool_is_read()
    {
        Assert.True((Account() with { PrivateKey = Convert.ToBase64String(Ours.ExportPkcs8PrivateKey()) }).ToSettings().IsOk);
        Assert.True((Account() with { PrivateKey = Convert.ToBase64String(Ours.ExportRSAPrivateKey()) }).ToSettings().IsOk);
    }

    public static TheoryData<string, object> Wrong() => new()
    {
        { "app_id", Account() with { AppId = "1" } },
        { "seller_id", Account() with { SellerId = "1088000000000001" } },
        { "gateway", Account() with { GatewayUrl = "ftp://example.com" } },
        { "private_key", Account() with { PrivateKey = Provider.One.PublicPem } },
        { "private_key", Account() with { PrivateKey = new string('a', 20_000) } },
        { "alipay_key", Account() with { AlipayKey = "no key" } },
        { "app_cert", Account() with { AppCertificate = AppCertificate } },
        { "app_cert", Account() with { AppCertificate = "none", RootCertificates = AppCertificate } },
        { "root_cert", Account() with { AppCertificate = AppCertificate, RootCertificates = "none" } },
        { "alipay_key", Account() with { AppCertificate = AppCertificate, RootCertificates = AppCertificate } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_is_wrong_is_named(string field, object account) => Assert.Equal(field, ((AlipayAccount)account).ToSettings().Problem?.Field);

    [Fact]
    public void An_account_does_not_print_its_key() => Assert.DoesNotContain("PRIVATE", Account().ToString());

    private static AlipayAccount Account() => new() { AppId = "2021000000000001", PrivateKey = Ours.ExportPkcs8PrivateKeyPem(), AlipayKey = Provider.One.PublicPem };
}
