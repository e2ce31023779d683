namespace Diner.Data.Lanes;

/// <summary>
/// An item of a lane could not be processed. Nothing of it was committed, unless the connection broke during the commit itself:
/// then nobody knows, and the same item sent again finds out.
/// </summary>
public sealed class LaneFailedException(string lane, Exception why) : Exception($"The {lane} lane could not process an item.", why);
