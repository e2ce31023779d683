using System.CommandLine;
using System.Text;
using Diner.Kernel;
using Diner.Vault.Keys;

namespace Diner.Host.Cli;

/// <summary><c>diner keys export</c>.</summary>
internal static class KeysExport
{
    private static readonly Argument<string?> KeyFile = new("file") { Description = "Where to write; standard output without it", Arity = ArgumentArity.ZeroOrOne };

    public static Command Build()
    {
        var command = new Command("export", "Write the unsold keys of a variant, one a line, in the order they will be sold.") { KeyFile };
        command.WithPool().SetAction((parsed, ct) => KeysContext.OnPoolAsync(
            parsed, (services, shop, variant) => RunAsync(services.GetRequiredService<ExportKeys>().RunAsync(shop.Id, variant, ct), parsed.GetValue(KeyFile), ct), ct));
        return command;
    }

    private static async Task<int> RunAsync(IAsyncEnumerable<KeyText> keys, string? path, CancellationToken ct)
    {
        if (path is not null && File.Exists(path))
            return KeysContext.Fail(new Problem(ProblemCode.WrongState, $"The file '{path}' exists. Name another one, or remove it."));

        // The file holds keys in the open: its owner reads it, nobody else.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var output = path is null ? new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) : new StreamWriter(path, options);
        output.NewLine = "\n";
        var count = 0;
        await foreach (var key in keys.WithCancellation(ct))
        {
            await output.WriteLineAsync(key.Text.AsMemory(), ct);
            count++;
        }

        await Console.Error.WriteLineAsync($"{count} keys written.");
        return 0;
    }
}
