using System.Security.Cryptography;
using Diner.Coupons.Rules;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Coupons.Codes;

/// <summary>
/// Makes single-use codes: twelve characters of Crockford's base 32 (no I, L, O, U), sixty random bits, so that nobody finds one by trying.
/// </summary>
public sealed class MakeCodes(Database database, AuditTrail audit)
{
    /// <summary>Codes made at a time.</summary>
    public const int CountMax = 10_000;

    /// <summary>Characters of a prefix.</summary>
    public const int PrefixLengthMax = 12;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int GroupLength = 4;

    /// <summary>
    /// Null when they are made. <see cref="ProblemCode.NotFound"/>; <see cref="ProblemCode.WrongState"/> for a coupon without a list;
    /// <see cref="ProblemCode.InvalidRequest"/> for a count or a prefix that is not right.
    /// </summary>
    public async Task<Problem?> RunAsync(Actor actor, CouponOf which, int count, string prefix, CancellationToken ct)
    {
        if (count is < 1 or > CountMax)
            return new Problem(ProblemCode.InvalidRequest, $"Make 1 to {CountMax} codes at a time.", "count");
        var start = prefix.Trim().ToUpperInvariant();
        if (start.Length > PrefixLengthMax || !start.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)))
            return new Problem(ProblemCode.InvalidRequest, $"Use at most {PrefixLengthMax} letters A-Z and digits for the prefix, or leave it empty.", "prefix");
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Set<Coupon>().SingleOrDefaultAsync(c => c.Id == which.Id && c.ShopId == which.ShopId, ct) is not { } coupon)
            return new Problem(ProblemCode.NotFound, "There is no such coupon in this shop.");
        if (!coupon.IsList)
            return new Problem(ProblemCode.WrongState, "This coupon has one code for all: make another one with a list.");

        var codes = new HashSet<string>(StringComparer.Ordinal);
        while (codes.Count < count)
            codes.Add(Next(start));
        work.Db.AddRange(codes.Select(code => new CouponCode { ShopId = which.ShopId, Code = code, CouponId = which.Id, UsesMax = 1 }));
        var entry = new AuditEntry("coupon.codes_made", coupon.Name) { Shop = which.ShopId, SubjectId = coupon.Id.Value, After = new CodesMade(count, start) };
        await audit.AddAsync(work, actor, entry, ct);
        await work.CommitAsync(ct);
        return null;
    }

    private static string Next(string prefix) =>
        string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)).Prepend(prefix).Where(part => part.Length > 0));

    private sealed record CodesMade(int Count, string Prefix);
}
