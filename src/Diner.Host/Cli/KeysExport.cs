using System.CommandLine;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Vault.Keys;
using Diner.Vault.Pools;

namespace Diner.Host.Cli;

/// <summary><c>diner keys export</c>.</summary>
internal static class KeysExport
{
    private static readonly Argument<string?> KeyFile = new("file") { Description = "Where to write; standard output without it", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string> Why = new("--why") { Description = "The reason, kept in the audit trail", DefaultValueFactory = _ => "" };

    private static readonly Option<ExportFormat> Format = new("--format") { Description = "text: one key a line; csv: with the fields of every key; without it csv when a key has fields" };

    public static Command Build()
    {
        var command = new Command("export", "Write the unsold keys of a variant in the order they will be sold.") { KeyFile, Why, Format };
        command.WithPool().SetAction((parsed, ct) => KeysContext.OnPoolAsync(
            parsed, (services, shop, variant) => RunAsync(services.GetRequiredService<ExportKeys>(), new(shop.Id, variant), parsed, ct), ct));
        return command;
    }

    private static async Task<int> RunAsync(ExportKeys export, KeyPool pool, ParseResult parsed, CancellationToken ct)
    {
        var path = parsed.GetValue(KeyFile);
        if (path is not null && File.Exists(path))
            return KeysContext.Fail(new Problem(ProblemCode.WrongState, $"The file '{path}' exists. Name another one, or remove it."));

        // The file holds keys in the open: its owner reads it, nobody else.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var output = new BufferedStream(path is null ? Console.OpenStandardOutput() : new FileStream(path, options));
        var wanted = new KeyExport(pool, parsed.GetValue(Why)!, parsed.GetValue(Format));
        var done = await export.RunAsync(Actor.CommandLine(), wanted, _ => Task.FromResult<Stream>(output), ct);
        await Console.Error.WriteLineAsync($"{done.Keys} keys written as {done.Format}, SHA-256 {done.Sha256}.");
        if (done.Dropped.Length > 0)
            await Console.Error.WriteLineAsync($"Text has no place for the fields {done.Dropped}; --format csv keeps them.");
        return 0;
    }
}
