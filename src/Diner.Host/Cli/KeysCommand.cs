using System.CommandLine;

namespace Diner.Host.Cli;

/// <summary><c>diner keys</c>.</summary>
internal static class KeysCommand
{
    public static Command Build() => new("keys", "The keys of a shop.")
    {
        KeysImport.Build(),
        KeysExport.Build(),
        KeysFind.Build(),
        KeysStock.BuildMove(),
        KeysStock.BuildWithdraw(),
        KeysBin.BuildRecycle(),
        KeysBin.BuildRestore(),
    };
}
