using Diner.Data.Audit;
using Diner.Data.Files;
using Diner.Data.LongWork;
using Diner.Kernel;

namespace Diner.Payments.Bills;

/// <summary>A bill somebody hands in.</summary>
/// <param name="Shop">Whose channel it is of.</param>
/// <param name="Arguments">How it is read.</param>
/// <param name="Permission">Who has it may see the work.</param>
public sealed record HandedInBill(ShopId Shop, BillArguments Arguments, string Permission);

/// <summary>Takes a bill as it arrives into a sealed file, and starts comparing it as long work.</summary>
public sealed class ReceiveBill(SealedFiles files, StartWork start)
{
    /// <summary>The most bytes of a bill: a million lines and more.</summary>
    public const long BytesMax = 512L * 1024 * 1024;

    private const string ContentType = "text/x-diner-bill";

    /// <summary>The work. Fails with <see cref="ProblemCode.InvalidRequest"/> for a file that is too large, or as <see cref="StartWork"/> does.</summary>
    public async Task<Result<WorkId>> RunAsync(Actor actor, HandedInBill bill, Stream content, CancellationToken ct)
    {
        await using var file = await files.CreateAsync(new NewFile(bill.Shop, bill.Arguments.FileName, ContentType), ct);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
        {
            if (file.Length + read > BytesMax)
            {
                await files.DeleteAsync(file.Id, CancellationToken.None);
                return new Problem(ProblemCode.InvalidRequest, "The bill has more than 512 MiB: hand it in day by day.", "file");
            }

            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        var id = await file.CompleteAsync(ct);
        return await start.RunAsync(actor, new NewWork(BillWork.Name, bill.Arguments.FileName, bill.Permission) { Shop = bill.Shop, Arguments = bill.Arguments, Input = id }, ct);
    }
}
