namespace Diner.Bench.Stage;

/// <summary>Files of keys as suppliers send them: four groups of four characters a line.</summary>
internal static class KeyFile
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Groups = 4;
    private const int GroupLength = 4;

    /// <summary>The same bytes for the same seed. Eighty random bits a line: no two are alike.</summary>
    public static IEnumerable<string> Lines(int count, int seed = 0)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            yield return string.Join('-', Enumerable.Range(0, Groups).Select(_ => random.GetString(Alphabet, GroupLength)));
    }
}
