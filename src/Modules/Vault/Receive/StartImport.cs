using Diner.Data.Audit;
using Diner.Data.Files;
using Diner.Data.LongWork;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Vault.Receive;

/// <summary>An import that shall begin.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="File">What came in (see <see cref="ReceiveKeyFile"/>).</param>
/// <param name="Arguments">How it is read and what is known of it.</param>
/// <param name="Permission">Who has it may see the work.</param>
public sealed record ImportStart(ShopId ShopId, FileId File, ImportArguments Arguments, string Permission);

/// <summary>Starts the import of a file that came in, as long work; a file is imported once, also when the button is pressed twice.</summary>
public sealed class StartImport(Database database, SealedFiles files, StartWork start)
{
    /// <summary>The work. Fails with <see cref="ProblemCode.NotFound"/> when the shop has no such file (any more), or as <see cref="StartWork"/> does.</summary>
    public async Task<Result<WorkId>> RunAsync(Actor actor, ImportStart import, CancellationToken ct)
    {
        if (await files.FindAsync(import.File, ct) is not { ContentType: ReceiveKeyFile.ContentType } file || file.Shop != import.ShopId)
            return Gone();
        await using var work = await database.BeginAsync(ct);
        if (!await SealedFiles.RetypeAsync(work, import.File, ReceiveKeyFile.ContentType, ReceiveKeyFile.TakenType, ct))
            return Gone();
        var started = await start.AddAsync(
            work,
            actor,
            new NewWork(KeyWork.Import, file.Name, import.Permission) { Shop = import.ShopId, Arguments = import.Arguments, Input = import.File },
            ct);
        if (started.IsOk)
            await work.CommitAsync(CancellationToken.None);
        return started;
    }

    private static Problem Gone() => new(ProblemCode.NotFound, "The file was imported before or is not kept any more. Upload it again.", "file");
}
