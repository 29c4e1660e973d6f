using System.Threading.RateLimiting;
using Cendra.Domain;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Locks;
using Cendra.Lifecycle.Orders;
using Cendra.Lifecycle.Outbound;
using Cendra.Lifecycle.Outgoing;
using Cendra.Lifecycle.Reservations;
using Cendra.Lifecycle.Reservations.Api;
using Cendra.Lifecycle.Reservations.Generic;
using Cendra.Lifecycle.Reservations.ICal;
using Cendra.Lifecycle.Reservations.Sync;
using Cendra.Lifecycle.Reservations.Upload;
using Cendra.Lifecycle.Said;
using Cendra.Lifecycle.Seam;
using Cendra.Lifecycle.WriteBack;
using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Lifecycle;

/// <summary>Reservations in, codes on locks: everything this project registers, in one place.</summary>
public static class LifecycleSetup
{
    /// <summary>The rate limit of webhooks, by path.</summary>
    public const string WebhookLimit = "webhooks";
    private const int WebhooksAMinute = 600;

    /// <summary>Services, the Seam client and the rate limit of webhooks.</summary>
    public static IServiceCollection AddLifecycle(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSeam(configuration);
        services.AddSingleton<PinGenerator>().AddSingleton<SaidReview>().AddSingleton<LockNames>().AddSingleton<GuestWays>().AddSingleton<CodeGrants>().AddSingleton<SecretGrants>().AddSingleton<WebhookClock>().AddSingleton<ConnectionSecrets>().AddSingleton<ConnectionNames>().AddSingleton<PmsSecrets>().AddSingleton<DueWork>().AddSingleton<IDueSource, DueStays>();
        services.AddScoped<JobWaker>().AddScoped<WebhookStore>().AddScoped<PmsWebhookEndpoint>().AddScoped<ImpossibleDates>().AddScoped<SeamWebhookEndpoint>();
        services.AddScoped<BookingTwins>().AddScoped<KnownBookingsReader>().AddScoped<UndatedBookings>().AddScoped<SourceZones>().AddScoped<ReservationIntake>().AddScoped<TakeReservationJob>().AddScoped<EscalationDesk>().AddScoped<ConfiguredConnections>().AddScoped<ConnectionWatch>();
        services.AddScoped<DeviceLeases>().AddScoped<PinHolds>().AddScoped<PinSpace>().AddScoped<PlaceAllocation>().AddScoped<StayPins>().AddScoped<PartyPins>().AddScoped<CodeRows>().AddScoped<CodeProof>().AddScoped<CodeReader>().AddScoped<SeamTrouble>().AddScoped<OutsideChanges>().AddScoped<BackupCodes>();
        services.AddScoped<SeamAttempts>().AddScoped<CodeCreation>().AddScoped<CodePlaces>().AddScoped<CodeSteps>();
        services.AddScoped<FailedLook>().AddScoped<ReconcileStay>().AddScoped<ReconcileStayJob>().AddScoped<LockList>().AddScoped<LockOutBook>().AddScoped<SeamEvents>().AddScoped<TakeSeamEventJob>();
        services.AddScoped<OrderedStay>().AddScoped<StayOrders>().AddScoped<PinOrders>().AddScoped<WorkOrders>();
        services.AddScoped<DueStaysSweep>().AddScoped<ReceivedWebhooksSweep>().AddScoped<SeamEventsSweep>().AddScoped<LockHealthSweep>();
        services.AddScoped<LockReadings>().AddScoped<LostAccounts>().AddScoped<LockConcerns>().AddScoped<OldReadingsSweep>().AddScoped<LockAudit>().AddScoped<FoundCodeRemovals>().AddScoped<FoundCodeConcerns>().AddSingleton<LockAuditsSweep>().AddSingleton<IDueSource, DueLockAudits>();
        services.AddSingleton<CalendarSettingsStore>().AddSingleton<CallBudgets>().AddSingleton<Turns>().AddSingleton<ArrivalQuestions>().AddSingleton<SourcesSweep>().AddSingleton<IDueSource, DueSources>();
        services.AddScoped<SourceDoor>().AddScoped<BookingQuestion>().AddScoped<HintWatch>().AddScoped<TakeHintJob>();
        services.AddScoped<SourcePass>().AddScoped<ListReading>().AddScoped<AbsenceDesk>().AddScoped<SourceTrial>().AddScoped<IReservationSources, CalendarSources>().AddScoped<IReservationSources, GenericListSources>();
        services.AddScoped<TablePlanner>().AddScoped<TableTakeOver>();
        services.AddOutboundClient(CalendarSource.ClientName, CalendarSource.Limits);
        services.AddOutboundClient(GenericListSource.ClientName, GenericListSource.Limits);
        services.AddOutgoing();
        services.AddWriteBack();
        services.AddSingleton(new WebhookTaker(SeamEvents.Source, (sp, id, ct) => sp.GetRequiredService<TakeSeamEventJob>().RunAsync(id, ct)));
        services.AddReservationApi();
        return services.Configure<RateLimiterOptions>(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(WebhookLimit, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Request.Path.Value ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = WebhooksAMinute, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    /// <summary>What tells programs outside.</summary>
    private static void AddOutgoing(this IServiceCollection services)
    {
        services.AddSingleton<Receivers>().AddSingleton<WebhookPost>().AddSingleton<OutgoingEventsSweep>().AddSingleton<IDueSource, DueOutgoingEvents>();
        services.AddScoped<Announcements>().AddScoped<OutgoingQueue>().AddScoped<OutgoingDesk>().AddScoped<OutgoingWake>();
        services.AddOutboundClient(WebhookPost.ClientName, WebhookPost.Limits);
    }

    /// <summary>What writes codes into booking systems.</summary>
    private static void AddWriteBack(this IServiceCollection services)
    {
        services.AddSingleton<WriteBackConnections>().AddSingleton<CallbackField>().AddSingleton<WriteBacksSweep>().AddSingleton<IDueSource, DueWriteBacks>();
        services.AddScoped<WriteBackStep>().AddScoped<FieldWriting>().AddScoped<WriteBackConcerns>().AddScoped<WriteBackWake>().AddScoped<WriteBackDesk>();
        services.AddOutboundClient(CallbackField.ClientName, CallbackField.Limits);
    }

    /// <summary>The inbound paths.</summary>
    public static IEndpointRouteBuilder MapLifecycle(this IEndpointRouteBuilder routes)
    {
        var webhooks = routes.MapGroup("/webhooks").DisableAntiforgery().RequireRateLimiting(WebhookLimit).AllowAnonymous();
        webhooks.MapPost("/pms/{connection}", (string connection, HttpRequest request, PmsWebhookEndpoint endpoint, CancellationToken ct) =>
            endpoint.HandleAsync(connection, request, ct));
        webhooks.MapPost("/seam", (HttpRequest request, SeamWebhookEndpoint endpoint, CancellationToken ct) => endpoint.HandleAsync(request, ct));
        routes.MapReservationApi();
        return routes;
    }

    /// <summary>The recurring sweeps. All are idempotent; none takes arguments.</summary>
    public static void ScheduleLifecycle(this IRecurringJobManager sweeps)
    {
        sweeps.AddOrUpdate<ReceivedWebhooksSweep>(Sweeps.ReceivedWebhooks, s => s.RunAsync(CancellationToken.None), Cron.Minutely());
        sweeps.AddOrUpdate<DueStaysSweep>(Sweeps.DueStays, s => s.RunAsync(CancellationToken.None), Cron.Minutely());
        sweeps.AddOrUpdate<SourcesSweep>(Sweeps.Sources, s => s.RunAsync(CancellationToken.None), Cron.Minutely());
        sweeps.AddOrUpdate<SeamEventsSweep>(Sweeps.SeamEvents, s => s.RunAsync(CancellationToken.None), Cron.Minutely());
        sweeps.AddOrUpdate<LockHealthSweep>(Sweeps.LockHealth, s => s.RunAsync(CancellationToken.None), "*/5 * * * *");
        sweeps.AddOrUpdate<OldReadingsSweep>(Sweeps.OldReadings, s => s.RunAsync(CancellationToken.None), Cron.Daily(3));
        sweeps.AddOrUpdate<WriteBacksSweep>(Sweeps.CodeWriteBacks, s => s.RunAsync(CancellationToken.None), Cron.Minutely());
        sweeps.AddOrUpdate<OutgoingEventsSweep>(Sweeps.OutgoingEvents, s => s.RunAsync(CancellationToken.None), Cron.Minutely());
        sweeps.AddOrUpdate<LockAuditsSweep>(Sweeps.LockAudits, s => s.RunAsync(CancellationToken.None), Cron.Minutely());
    }
}
