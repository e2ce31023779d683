namespace Diner.Bench.Stage;

/// <summary>Files of keys as suppliers send them: four groups of four characters a line.</summary>
internal static class KeyFile
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Groups = 4;
    private const int GroupLength = 4;

    // A seed, so that every run reads the same bytes. Eighty random bits: no two lines are alike.
    private const int Seed = 20261122;

    public static IEnumerable<string> Lines(int count)
    {
        var random = new Random(Seed);
        for (var i = 0; i < count; i++)
            yield return string.Join('-', Enumerable.Range(0, Groups).Select(_ => random.GetString(Alphabet, GroupLength)));
    }
}
