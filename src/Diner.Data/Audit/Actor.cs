namespace Diner.Data.Audit;

/// <summary>Through which door somebody acts.</summary>
public enum ActorKind
{
    /// <summary>Nobody: a job, a follower.</summary>
    House = 0,

    /// <summary>A person signed in to the console.</summary>
    Staff = 1,

    /// <summary>Whoever may run the program on its machine.</summary>
    CommandLine = 2,

    /// <summary>A visitor who has not signed in: a failed sign-in, an invitation taken up.</summary>
    Visitor = 3,
}

/// <summary>Who does something, as the audit trail names them.</summary>
/// <param name="Kind">Through which door.</param>
/// <param name="Id">The staff member, when it is one.</param>
/// <param name="Name">An address or an account's name; a person can tell who it was.</param>
/// <param name="Address">The network address it came from, or empty.</param>
public sealed record Actor(ActorKind Kind, Guid? Id, string Name, string Address)
{
    /// <summary>A job of ours.</summary>
    public static Actor House(string job) => new(ActorKind.House, null, job, "");

    /// <summary>The account the program runs under.</summary>
    public static Actor CommandLine() => new(ActorKind.CommandLine, null, Environment.UserName, "");

    /// <summary>Somebody not signed in.</summary>
    public static Actor Visitor(string name, string address) => new(ActorKind.Visitor, null, name, address);
}
