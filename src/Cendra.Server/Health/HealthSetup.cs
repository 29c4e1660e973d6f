using Cendra.Domain;
using Cendra.Lifecycle.Outbound;
using Hangfire;

namespace Cendra.Server.Health;

/// <summary>Whether the process lives, and whether it can do its work.</summary>
public static class HealthSetup
{
    /// <summary>Registers the checks.</summary>
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<ReadinessCheck>().AddSingleton<HeartbeatState>().AddScoped<Heartbeat>();
        services.AddOutboundClient(Heartbeat.ClientName, new OutboundLimits(Heartbeat.Timeout, 64 * 1024));
    }

    /// <summary>The heartbeat, every five minutes.</summary>
    public static void ScheduleHealth(this IRecurringJobManager sweeps) =>
        sweeps.AddOrUpdate<Heartbeat>(Sweeps.Heartbeat, h => h.RunAsync(CancellationToken.None), "*/5 * * * *");

    /// <summary><c>/health/live</c> answers as long as the process does; <c>/health/ready</c> names what is missing and answers 503 then.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        app.MapGet("/health/ready", async (ReadinessCheck check, CancellationToken ct) =>
        {
            var report = await check.RunAsync(ct);
            return Results.Json(report, statusCode: report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
    }
}
