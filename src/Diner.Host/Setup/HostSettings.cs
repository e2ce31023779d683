using Diner.Data.Secrets;
using Diner.Data.Storage;

namespace Diner.Host.Setup;

/// <summary>Where this process finds its data: options of the command line, or else the environment, or else the default.</summary>
/// <param name="DataDirectory">Files of ours: the embedded database, the master key, mails in development.</param>
/// <param name="Database">The database.</param>
/// <param name="MasterKeyFile">The master key's file.</param>
internal sealed record HostSettings(string DataDirectory, DatabaseOptions Database, string MasterKeyFile)
{
    public static HostSettings From(string? dataDirectory, string? connection)
    {
        var data = dataDirectory ?? Environment.GetEnvironmentVariable("DINER_DATA") ?? "data";
        var db = connection ?? Environment.GetEnvironmentVariable("DINER_DB") ?? $"Data Source={Path.Combine(data, "diner.db")}";
        var master = Environment.GetEnvironmentVariable("DINER_MASTER_KEY_FILE") ?? Path.Combine(data, "master.key");
        return new HostSettings(data, DatabaseOptions.Parse(db), master);
    }

    /// <summary>Loads the master key; says to back it up when it was made just now.</summary>
    public MasterKey LoadMasterKey(TextWriter say)
    {
        var key = MasterKey.LoadOrCreate(MasterKeyFile, out var created);
        if (created)
            say.WriteLine($"A master key was made: {Path.GetFullPath(MasterKeyFile)}\nBack it up now, apart from the database. Whoever loses it loses every key in stock.");
        return key;
    }
}
