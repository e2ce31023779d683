namespace Diner.Data.Lanes;

/// <summary>Sizes of a lane.</summary>
/// <param name="Name">What it is called in logs and metrics.</param>
/// <param name="Capacity">How many items may wait. One more is turned away, so that waiting stays bounded.</param>
/// <param name="BatchMax">How many items one transaction takes at most.</param>
/// <param name="Workers">How many transactions run side by side. SQLite has one writer, so one.</param>
public sealed record LaneOptions(string Name, int Capacity, int BatchMax, int Workers);
