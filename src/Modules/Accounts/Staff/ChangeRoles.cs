using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Accounts.Staff;

/// <summary>Gives a colleague other roles, or removes a colleague. Their sessions end.</summary>
public sealed class ChangeRoles(Database database, StaffList people, AuditTrail audit, TimeProvider clock)
{
    private static readonly SqlText DeleteRoles = "delete from accounts_staff_roles where staff_id = $1";

    private static readonly SqlText LockMerchant = new("select id from accounts_merchants where id = $1 for update", "select id from accounts_merchants where id = $1");

    private static readonly SqlText Holders =
        """
        select s.id
        from accounts_staff_roles r
        join accounts_staff s on s.id = r.staff_id
        where r.role = $1 and (s.merchant_id = $2 or (s.merchant_id is null and $3))
        limit 2
        """;

    // What hangs on a person goes with them; what they did stays in the audit trail.
    private static readonly string[] DeletePerson =
    [
        "delete from accounts_staff_roles where staff_id = $1", "delete from accounts_sessions where staff_id = $1", "delete from accounts_recovery_codes where staff_id = $1",
        "delete from accounts_passkeys where staff_id = $1", "delete from accounts_old_passwords where staff_id = $1", "delete from accounts_password_links where staff_id = $1",
        "delete from accounts_sign_ins where staff_id = $1", "delete from accounts_staff where id = $1",
    ];

    /// <summary>
    /// The roles as they are now. <see cref="ProblemCode.NotFound"/> for nobody of this merchant, <see cref="ProblemCode.OwnAccount"/> for
    /// oneself, <see cref="ProblemCode.RolesRefused"/> when one person may not have these together, <see cref="ProblemCode.LastOwner"/> when
    /// no owner (or administrator) would be left.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="merchant">Whose staff; null for the operator's.</param>
    /// <param name="who">The colleague.</param>
    /// <param name="roles">What they shall be.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<Result<StaffId>> RunAsync(Actor actor, MerchantId? merchant, StaffId who, IReadOnlyCollection<Role> roles, CancellationToken ct)
    {
        if (!RoleMatrix.CanCombine(roles) || RoleMatrix.IsOperator(roles.First()) != merchant is null)
            return await RefuseAsync(actor, merchant, who, new Problem(ProblemCode.RolesRefused, "One person cannot have these roles together.", "roles"), ct);
        return await ChangeAsync(actor, merchant, who, roles, ct);
    }

    /// <summary>Removes the person: the account is gone at once, and with it every session. Answers like <see cref="RunAsync"/>.</summary>
    public Task<Result<StaffId>> RemoveAsync(Actor actor, MerchantId? merchant, StaffId who, CancellationToken ct) => ChangeAsync(actor, merchant, who, [], ct);

    private async Task<Result<StaffId>> ChangeAsync(Actor actor, MerchantId? merchant, StaffId who, IReadOnlyCollection<Role> roles, CancellationToken ct)
    {
        if (actor.Id == who.Value)
            return await RefuseAsync(actor, merchant, who, new Problem(ProblemCode.OwnAccount, "Nobody changes their own roles. Ask a colleague."), ct);
        if (await people.FindAsync(merchant, who, ct) is not { } person)
            return new Problem(ProblemCode.NotFound, "There is no such colleague.");
        await using (var work = await database.BeginAsync(ct))
        {
            if (!await IsLastAsync(work, merchant, who, roles, ct))
            {
                await WriteAsync(work, who, roles, ct);
                await audit.AddAsync(work, actor, About(merchant, person, roles), ct);
                await work.CommitAsync(ct);
                return who;
            }
        }

        return await RefuseAsync(actor, merchant, who, new Problem(ProblemCode.LastOwner, "Somebody must stay who may do everything. Give a colleague that role first."), ct);
    }

    private async Task WriteAsync(UnitOfWork work, StaffId who, IReadOnlyCollection<Role> roles, CancellationToken ct)
    {
        if (roles.Count == 0)
        {
            foreach (var statement in DeletePerson)
                await work.RunAsync(statement, ct, who.Value);
            return;
        }

        await work.RunAsync(DeleteRoles, ct, who.Value);
        work.Db.AddRange(roles.Select(role => new StaffRole { StaffId = who, Role = role }));
        await SessionMarks.EndOthersAsync(work, who, default, clock.GetUtcNow(), ct);
    }

    // The merchant's row is the lock: two owners who remove each other at once take turns.
    private static async Task<bool> IsLastAsync(UnitOfWork work, MerchantId? merchant, StaffId who, IReadOnlyCollection<Role> roles, CancellationToken ct)
    {
        var top = merchant is null ? Role.Administrator : Role.Owner;
        if (roles.Contains(top))
            return false;
        var batch = work.NewBatch();
        batch.Read(LockMerchant, row => row.Guid(0), (merchant ?? MerchantId.House).Value);
        var holders = batch.Read(Holders, row => row.Id<StaffId>(0), (int)top, merchant?.Value, merchant is null);
        await batch.SendAsync(ct);
        return holders.Rows.Count == 1 && holders.Rows[0] == who;
    }

    private static AuditEntry About(MerchantId? merchant, StaffView person, IReadOnlyCollection<Role> roles) =>
        new(roles.Count == 0 ? "staff.removed" : "staff.roles_changed", person.Email)
        {
            Merchant = merchant,
            SubjectId = person.Id.Value,
            Before = new { Roles = string.Join(", ", person.Roles) },
            After = new { Roles = string.Join(", ", roles.Order()) },
        };

    private async Task<Problem> RefuseAsync(Actor actor, MerchantId? merchant, StaffId who, Problem problem, CancellationToken ct)
    {
        var entry = new AuditEntry("staff.roles_changed", who.Value.ToString("D")) { Merchant = merchant, SubjectId = who.Value, Succeeded = false, Why = problem.Code.ToWire() };
        await audit.AddAsync(actor, entry, ct);
        return problem;
    }
}
