namespace Diner.Ordering.Buyers;

/// <summary>Whether hold and look-up limits are kept. Off only for load tests (<c>DINER_LIMITS=off</c>), which the start says loudly.</summary>
public sealed record LimitSwitch(bool IsOn);
