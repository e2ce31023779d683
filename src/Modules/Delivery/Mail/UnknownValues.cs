using Fluid.Ast;

namespace Diner.Delivery.Mail;

/// <summary>Finds the first value a template names that is not there: a slip of the pen would be an empty place in a buyer's mail.</summary>
internal sealed class UnknownValues(IReadOnlyList<string> known) : AstVisitor
{
    private readonly HashSet<string> _own = [];

    /// <summary>Its name, or null.</summary>
    public string? First { get; private set; }

    protected override Fluid.Ast.Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        _own.Add(assignStatement.Identifier);
        return base.VisitAssignStatement(assignStatement);
    }

    protected override Fluid.Ast.Statement VisitForStatement(ForStatement forStatement)
    {
        _own.Add(forStatement.Identifier);
        return base.VisitForStatement(forStatement);
    }

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        var names = memberExpression.Segments.OfType<IdentifierSegment>().Select(segment => segment.Identifier).ToList();
        var name = string.Join('.', names);
        if (names.Count > 0 && !_own.Contains(names[0]) && !known.Contains(name))
            First ??= name;
        return base.VisitMemberExpression(memberExpression);
    }
}
