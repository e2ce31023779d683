namespace Diner.Testing;

/// <summary>
/// Ends with the last test: <c>[assembly: AssemblyFixture(typeof(ClosesDatabases))]</c>. Deleting hundreds of databases takes longer than
/// the ten seconds a test runner grants a process that is exiting, so it must not be left to the exit, which is there for runs cut short.
/// </summary>
public sealed class ClosesDatabases : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await TestDatabases.CloseAsync();
}
