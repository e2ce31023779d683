using Microsoft.EntityFrameworkCore;

namespace Diner.Data.Files;

internal static class FileModel
{
    public static void AddTo(ModelBuilder model)
    {
        model.Entity<FileRow>(file =>
        {
            file.ToTable("data_files");
            file.HasIndex(f => f.ExpiresAt);
        });
        model.Entity<FileChunk>(chunk =>
        {
            chunk.ToTable("data_file_chunks");
            chunk.HasKey(c => new { c.FileId, c.Number });
            chunk.HasOne<FileRow>().WithMany().HasForeignKey(c => c.FileId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
