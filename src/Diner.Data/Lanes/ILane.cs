using Microsoft.Extensions.Hosting;

namespace Diner.Data.Lanes;

/// <summary>A lane as the readiness check and the tests see it.</summary>
public interface ILane : IHostedService
{
    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>False before the start, after the stop, and while the lane is full.</summary>
    bool IsAccepting { get; }

    /// <summary>True while every worker has a batch in hand: whoever comes now waits.</summary>
    bool IsBusy { get; }
}
