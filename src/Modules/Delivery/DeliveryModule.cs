using Diner.Data;
using Diner.Delivery.Lookup;
using Diner.Delivery.Mail;
using Diner.Delivery.Pages;
using Diner.Delivery.Problems;
using Diner.Payments.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Delivery;

/// <summary>Page tokens, mail, finding an order again by mail, problem reports. The host registers <see cref="DeliveryOptions"/>.</summary>
public sealed class DeliveryModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<INotifyAddress>(house => house.GetRequiredService<PublicAddress>());
        services.AddSingleton<PageTokens>();
        services.AddHostedService(provider => provider.GetRequiredService<PageTokens>());
        services.AddSingleton<PayTargets>();
        services.AddSingleton<PayMethods>();
        services.AddProblems();
        services.AddSingleton<PageViews>();
        services.AddHostedService(provider => provider.GetRequiredService<PageViews>());
        services.AddLookupByMail();
        services.AddMail();
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model)
    {
        ProblemModel.AddTo(model);
        PageViewModel.AddTo(model);
        model.Entity<OutgoingMessage>(message =>
        {
            message.ToTable("delivery_messages");
            message.HasIndex(m => new { m.SubjectId, m.Template, m.Copy }).IsUnique();
            message.HasIndex(m => m.DueAt).HasFilter("state = 0").HasDatabaseName("ix_delivery_messages_waiting");
            message.HasIndex(m => m.EndedAt).HasFilter("state = 2").HasDatabaseName("ix_delivery_messages_dead");
        });
        model.Entity<LookupCode>(code =>
        {
            code.ToTable("delivery_lookup_codes");
            code.HasKey(c => new { c.ShopId, c.ContactHash });
            code.HasIndex(c => c.Id).IsUnique();
            code.HasIndex(c => c.ExpiresAt);
        });
        model.Entity<LookupTurns>(turns =>
        {
            turns.ToTable("delivery_lookup_turns");
            turns.HasKey(t => new { t.LimitId, t.Subject });
            turns.HasIndex(t => t.EndsAt);
        });
    }
}
