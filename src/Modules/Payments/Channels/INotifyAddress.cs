using Diner.Kernel;

namespace Diner.Payments.Channels;

/// <summary>Where a channel tells us, for what no request asks for. Delivery implements it, which knows the house's address.</summary>
public interface INotifyAddress
{
    /// <summary>The channel's own address at us.</summary>
    Uri Of(ChannelId channel);
}
