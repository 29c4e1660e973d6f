using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Outbound;
using Cendra.Messaging.Email.Wire;
using Cendra.Messaging.Email.Writing;
using Cendra.Messaging.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Email;

/// <summary>All that reads and writes mail.</summary>
internal static class EmailSetup
{
    private static readonly OutboundLimits Limits = new(TimeSpan.FromSeconds(30), 64 * 1024);

    public static IServiceCollection AddEmail(this IServiceCollection services)
    {
        services.AddOutboundClient(Mailboxes.ClientName, Limits);
        services.AddSingleton<Mailboxes>().AddSingleton<MailRelays>().AddSingleton<MailHealth>().AddSingleton<MailsUnderWay>().AddSingleton<MailWords>();
        services.AddSingleton(sp => new MailPost(() => sp.GetRequiredService<Mailboxes>().Sending.Smtp!, TimeProvider.System, sp.GetRequiredService<ILogger<MailPost>>())).AddSingleton<IMailPost>(sp => sp.GetRequiredService<MailPost>());
        services.AddScoped<MailIntake>().AddScoped<MailThreads>().AddScoped<MailSenders>().AddScoped<MailLoops>().AddScoped<MailReports>().AddScoped<TakeMailJob>().AddScoped<IMessageChannel, EmailChannel>();
        services.AddHostedService<MailboxWatchers>().AddHostedService<PostWatch>();
        return services.AddSingleton(new WebhookTaker(MailIntake.Source, (sp, id, ct) => sp.GetRequiredService<TakeMailJob>().RunAsync(id, ct)));
    }
}
