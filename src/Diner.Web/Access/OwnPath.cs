namespace Diner.Web.Access;

/// <summary>Reads where somebody wants to go on to: a path of ours, and nowhere else.</summary>
internal static class OwnPath
{
    // An address that begins with two slashes, or has a backslash, leads elsewhere; browsers drop control characters before they look.
    public static string Read(string path) =>
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl) ? path : "";
}
