using Diner.Accounts.Letters;
using Diner.Data.Storage;
using Diner.Delivery.Lookup;
using Diner.Delivery.Mail;
using Diner.Delivery.Problems;
using Diner.Delivery.Pages;
using Diner.Ordering.Buyers;
using Diner.Settlement.FollowUp;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Delivery;

internal static class DeliveryServices
{
    /// <summary>Codes by mail, and the limits on looking up.</summary>
    public static void AddLookupByMail(this IServiceCollection services)
    {
        services.AddSingleton<LookupCodes>();
        services.AddSingleton<LookupTickets>();
        services.AddSingleton<LookupLimits>();
        services.AddSingleton<ClaimOrder>();
        services.AddSingleton<MailLookupCode>();
        services.AddSingleton(provider => new RedeemLookupCode(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<BuyerHashes>(),
            provider.GetRequiredService<LookupCodes>(),
            provider.GetRequiredService<LookupTickets>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ForgetLookups>();
        services.AddHostedService(provider => provider.GetRequiredService<ForgetLookups>());
    }

    /// <summary>Reported keys, and who answers.</summary>
    public static void AddProblems(this IServiceCollection services)
    {
        services.AddSingleton<ReportProblem>();
        services.AddSingleton<ProblemReports>();
        services.AddSingleton<AnswerProblem>();
        services.AddSingleton<IRecordReplacements, RecordReplacements>();
    }

    /// <summary>The outbox, who fills it and who empties it.</summary>
    public static void AddMail(this IServiceCollection services)
    {
        services.AddSingleton<LetterTemplates>();
        services.AddSingleton<OrderLinks>();
        services.AddSingleton<OrderLetters>();
        services.AddSingleton<CodeLetters>();
        services.AddSingleton<KeyLetters>();
        services.AddSingleton<OrderMails>();
        services.AddSingleton<ResendMail>();
        services.AddSingleton<StaffPost>();
        services.AddSingleton<IStaffPost, StaffOutbox>();
        services.AddSingleton<LetterWriters>();
        services.AddSingleton<ComposeMail>();
        services.AddSingleton<IMailCarrier>(provider =>
            provider.GetRequiredService<DeliveryOptions>() is var options && options.Smtp is { } server ? new SmtpCarrier(server, SmtpTrust.Read(options.SmtpAuthorityFile)) : new FolderCarrier(options));
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<HandleDeadLetters>();
        services.AddSingleton<MailQueue>();
        services.AddSingleton<SendMail>();
        services.AddSingleton<SendMailJob>();
        services.AddHostedService(provider => provider.GetRequiredService<SendMailJob>());
        services.AddSingleton<MailOrders>();
        services.AddHostedService(provider => provider.GetRequiredService<MailOrders>());
    }
}
