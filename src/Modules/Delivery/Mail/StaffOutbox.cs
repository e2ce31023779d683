using Diner.Accounts.Letters;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Delivery.Mail;

/// <summary>Puts letters to staff into the outbox. They belong to no shop.</summary>
internal sealed class StaffOutbox(IdSource ids, TimeProvider clock) : IStaffPost
{
    public Task AddAsync(UnitOfWork work, StaffLetterKind kind, Guid letter, CancellationToken ct) =>
        Outbox.AddAsync(work, [new NewMessage(ids.NextGuid(), default, letter, TemplateOf(kind))], clock.GetUtcNow(), ct);

    private static MailTemplate TemplateOf(StaffLetterKind kind) => kind switch
    {
        StaffLetterKind.Invitation => MailTemplate.StaffInvitation,
        StaffLetterKind.PasswordLink => MailTemplate.StaffPassword,
        StaffLetterKind.NewDevice => MailTemplate.StaffNewDevice,
        StaffLetterKind.SecondFactorReset => MailTemplate.StaffSecondFactorReset,
        StaffLetterKind.PayoutAccountChanged => MailTemplate.StaffPayoutAccount,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A letter without a template."),
    };
}
