namespace Diner.Simulator.Buyers;

/// <summary>Somebody who buys, in twelve bytes, because there are many.</summary>
internal struct Buyer
{
    /// <summary>The place of the kind; that of a fraudster is one behind the last.</summary>
    public byte Kind;

    /// <summary>Month and day of the birthday.</summary>
    public byte BirthMonth;

    /// <summary>Day of the birthday.</summary>
    public byte BirthDay;

    /// <summary>What is left of the kind's visits.</summary>
    public float Activity;

    /// <summary>The first month, counted from the start.</summary>
    public short Joined;

    /// <summary>The month in which the buyer was gone for good; -1 while they still come.</summary>
    public short Left;
}
