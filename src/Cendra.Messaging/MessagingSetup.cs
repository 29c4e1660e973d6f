using Cendra.Domain;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Inbox;
using Cendra.Messaging.Candidates;
using Cendra.Messaging.Email;
using Cendra.Messaging.Files;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.LockOuts;
using Cendra.Messaging.Outbound;
using Cendra.Messaging.Promises;
using Cendra.Messaging.Proofs;
using Cendra.Messaging.Scheduled;
using Cendra.Messaging.Twilio;
using Cendra.Messaging.WhatsApp;
using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Messaging;

/// <summary>Conversations in and out: everything this project registers, in one place.</summary>
public static class MessagingSetup
{
    /// <summary>Services and the Twilio client.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTwilio(configuration);
        services.AddEmail();
        services.AddSingleton<MessageTexts>().AddSingleton<QuickReplies>().AddSingleton<SuggestedReplies>().AddSingleton<ArrivalTexts>().AddSingleton<GuestLinks>().AddSingleton<HostTexts>().AddSingleton<DayTexts>().AddSingleton<OutboundGate>().AddSingleton<CodeFilling>().AddSingleton<TypedCodes>().AddSingleton<TurnGuides>().AddSingleton<ModelBudgets>().AddSingleton<TestBox>();
        services.AddSingleton<OnePass>().AddSingleton<TwilioWatch>().AddSingleton<DeliveryNews>().AddSingleton<CourtesyTexts>().AddSingleton<ProofTexts>().AddSingleton<ProvenAddresses>().AddSingleton<Composer>().AddSingleton<IDueSource, DueHostsDay>().AddSingleton<IDueSource, DueMessages>();
        services.AddScoped<IMessageChannel, TwilioChannel>().AddScoped<Channels>().AddScoped<DeliveryClaims>().AddScoped<Contradictions>().AddScoped<EarlierFirst>().AddScoped<PromiseBook>().AddScoped<DeliverMessage>().AddScoped<DeliverMessageJob>().AddScoped<Senders>().AddScoped<UnearnedStays>().AddScoped<StayChoices>().AddScoped<OneTimeCodes>().AddScoped<AddressDesk>().AddScoped<StayMessages>().AddScoped<CourtesyMessages>().AddScoped<CourtesyDesk>().AddScoped<SendAgain>();
        services.AddScoped<StoredMessages>().AddScoped<Bursts>().AddScoped<OptOutDesk>().AddScoped<TwilioWebhooks>().AddScoped<TakeGuestMessageJob>().AddScoped<TakeReportJob>().AddScoped<ShowTypingJob>().AddScoped<GuestTaps>().AddScoped<LockOutDesk>().AddScoped<LockOutLook>().AddScoped<Replying>().AddScoped<OtherStays>().AddScoped<TurnReader>().AddScoped<DroppedTurns>().AddScoped<Answering>().AddScoped<AnswerGuestJob>();
        services.AddScoped<HostNotices>().AddScoped<HostsDay>().AddScoped<HostsDaySweep>().AddScoped<ConfiguredHosts>().AddScoped<ConversationDesk>().AddScoped<DraftDesk>().AddScoped<DraftWatch>().AddScoped<MenuWatch>().AddScoped<OutboundDesk>();
        services.AddScoped<PromiseLook>().AddScoped<PromiseDesk>().AddSingleton<PromisesSweep>().AddSingleton<IDueSource, DuePromises>();
        services.AddScoped<CandidateLook>().AddSingleton<CandidatesSweep>().AddSingleton<IDueSource, DueCandidates>();
        services.AddScoped<GuestFiles>().AddSingleton<GuestFilesSweep>().AddSingleton<IDueSource, DueGuestFiles>();
        services.AddScoped<NotifyHostsSweep>().AddScoped<DueMessagesSweep>().AddScoped<MissedMessagesSweep>().AddScoped<RedactionsSweep>();
        foreach (var source in new[] { TwilioWebhooks.Messages, TwilioWebhooks.Listed })
        {
            services.AddSingleton(new WebhookTaker(source, (sp, id, ct) => sp.GetRequiredService<TakeGuestMessageJob>().RunAsync(id, ct)));
        }

        return services.AddSingleton(new WebhookTaker(TwilioWebhooks.Reports, (sp, id, ct) => sp.GetRequiredService<TakeReportJob>().RunAsync(id, ct)));
    }

    /// <summary>The inbound paths.</summary>
    public static IEndpointRouteBuilder MapMessaging(this IEndpointRouteBuilder routes)
    {
        var webhooks = routes.MapGroup("/webhooks/twilio").DisableAntiforgery().RequireRateLimiting(LifecycleSetup.WebhookLimit).AllowAnonymous();
        webhooks.MapPost("/message", (HttpRequest request, TwilioWebhooks endpoint, CancellationToken ct) => endpoint.MessageAsync(request, ct));
        webhooks.MapPost("/status", (HttpRequest request, TwilioWebhooks endpoint, CancellationToken ct) => endpoint.ReportAsync(request, ct));
        return routes;
    }

    /// <summary>The recurring sweeps. All are idempotent; none takes arguments.</summary>
    public static void ScheduleMessaging(this IRecurringJobManager sweeps)
    {
        sweeps.AddOrUpdate<DueMessagesSweep>(Sweeps.DueMessages, s => s.RunAsync(CancellationToken.None), Cron.Minutely());
        sweeps.AddOrUpdate<NotifyHostsSweep>(Sweeps.NotifyHosts, s => s.RunAsync(CancellationToken.None), Cron.Minutely());
        sweeps.AddOrUpdate<HostsDaySweep>(Sweeps.HostsDay, s => s.RunAsync(CancellationToken.None), Cron.Minutely());
        sweeps.AddOrUpdate<PromisesSweep>(Sweeps.Promises, s => s.RunAsync(CancellationToken.None), Cron.Minutely());
        sweeps.AddOrUpdate<CandidatesSweep>(Sweeps.Candidates, s => s.RunAsync(CancellationToken.None), Cron.Minutely());
        sweeps.AddOrUpdate<RedactionsSweep>(Sweeps.Redactions, s => s.RunAsync(CancellationToken.None), Cron.Hourly());
        sweeps.AddOrUpdate<GuestFilesSweep>(Sweeps.GuestFiles, s => s.RunAsync(CancellationToken.None), Cron.Minutely());
        sweeps.AddOrUpdate<MissedMessagesSweep>(Sweeps.MissedMessages, s => s.RunAsync(CancellationToken.None), Cron.Minutely());
    }
}
