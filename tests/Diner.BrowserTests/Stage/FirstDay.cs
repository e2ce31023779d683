using Diner.Accounts.Setup;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Xunit;

namespace Diner.BrowserTests.Stage;

/// <summary>Takes the house back to the day before anybody worked in it: a set-up link is given out only then.</summary>
internal static class FirstDay
{
    private static readonly SqlText[] Forget = ["delete from accounts_sessions", "delete from accounts_staff_roles", "delete from accounts_staff", "delete from accounts_setup_links"];

    /// <summary>The path of a fresh set-up link. Whoever worked here is gone.</summary>
    public static async Task<string> SetupLinkAsync(this House house)
    {
        var ct = TestContext.Current.CancellationToken;
        await using (var work = await house.Get<Database>().BeginAsync(ct))
        {
            foreach (var statement in Forget)
                await work.RunAsync(statement, ct);
            await work.CommitAsync(ct);
        }

        return $"/setup/{Assert.IsType<string>(await house.Get<SetupLinks>().IssueAsync(ct))}";
    }
}
