using System.Net;
using Diner.Data.Outbound;
using Diner.Kernel;
using Xunit;

namespace Diner.UnitTests.Data;

public sealed class InternalNetworkRules
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.19.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fc00::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void What_nobody_outside_can_mean_is_internal(string address) => Assert.True(InternalNetworks.Contain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("2400:3200::1")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::101:101")]
    public void What_the_internet_hands_out_is_not(string address) => Assert.False(InternalNetworks.Contain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1:9000/epay/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://①②⑦.0.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:169.254.169.254]/latest/")]
    [InlineData("http://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://pay.localhost/")]
    public void An_internal_address_is_refused_in_every_spelling(string address)
    {
        var problem = new OutboundGuard(new OutboundOptions()).Refuse(new Uri(address), "gateway");
        Assert.Equal((ProblemCode.InvalidRequest, "gateway"), (problem?.Code, problem?.Field));
        Assert.Null(new OutboundGuard(new OutboundOptions { AllowsInternal = true }).Refuse(new Uri(address), "gateway"));
    }

    [Theory]
    [InlineData("https://pay.example.com/")]
    [InlineData("https://localhost.example.com/")]
    [InlineData("http://1.1.1.1/")]
    public void A_name_or_a_public_address_may_be_saved(string address) => Assert.Null(new OutboundGuard(new OutboundOptions()).Refuse(new Uri(address), "gateway"));

    [Theory]
    [InlineData(null, false)]
    [InlineData("off", false)]
    [InlineData("On", true)]
    public void The_guard_stands_unless_the_host_says_otherwise(string? value, bool allows) =>
        Assert.Equal(allows, OutboundOptions.From(name => name == "DINER_INTERNAL_CALLS" ? value : null).AllowsInternal);
}
