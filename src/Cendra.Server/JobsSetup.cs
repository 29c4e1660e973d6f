using Cendra.Domain.Database;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Locks;
using Cendra.Messaging;
using Cendra.Messaging.Hosts;
using Cendra.Server.Health;
using Cendra.Server.Security;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.SqlServer;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server;

/// <summary>
/// The job server. It wakes, retries and shows; what is due and what was claimed are Cendra's own rows. With SQLite the jobs live in memory: nothing is lost,
/// the sweeps find all work again at start.
/// </summary>
public static class JobsSetup
{
    /// <summary>How long a job that died with its process stays invisible before another takes it.</summary>
    private static readonly TimeSpan Invisibility = TimeSpan.FromMinutes(2);

    /// <summary>Storage on the same server as the database, and the workers.</summary>
    public static void AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHangfire((sp, hangfire) =>
        {
            hangfire.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            UseRetries();
            UseStorage(hangfire, configuration, sp.GetRequiredService<Installation>());
        });
        services.AddHangfireServer(server =>
        {
            server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            server.StopTimeout = TimeSpan.FromSeconds(20);
            server.ShutdownTimeout = TimeSpan.FromSeconds(30);
        });
    }

    /// <summary>The connections and the first person to be called that configuration names, and the sweeps: before the first job runs.</summary>
    public static async Task ScheduleAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ConfiguredConnections>().SeedAsync(CancellationToken.None);
        if (scope.ServiceProvider.GetRequiredService<CendraDbContext>().Database.IsSqlite())
        {
            // A file has one process; a database server may have several, whose leases run out by themselves.
            await scope.ServiceProvider.GetRequiredService<DeviceLeases>().ForgetAllAsync(CancellationToken.None);
        }

        await scope.ServiceProvider.GetRequiredService<ConfiguredHosts>().SeedAsync(CancellationToken.None);
        var sweeps = app.Services.GetRequiredService<IRecurringJobManager>();
        sweeps.ScheduleLifecycle();
        sweeps.ScheduleMessaging();
        sweeps.ScheduleHealth();
    }

    /// <summary>The dashboard, for owners.</summary>
    public static void MapJobs(this IEndpointRouteBuilder app) =>
        app.MapHangfireDashboardWithAuthorizationPolicy(HostPolicies.Owner, "/jobs", new DashboardOptions { DisplayStorageConnectionString = false, DashboardTitle = "Cendra jobs" });

    /// <summary>Collisions are over in seconds, outages in minutes; after that the row's own due time brings the work back, so a job is not kept for ever.</summary>
    private static void UseRetries()
    {
        var filters = GlobalJobFilters.Filters;
        foreach (var standard in filters.Where(f => f.Instance is AutomaticRetryAttribute).ToList())
        {
            filters.Remove(standard.Instance);
        }

        filters.Add(new AutomaticRetryAttribute { Attempts = 6, DelaysInSeconds = [1, 2, 5, 15, 60, 300], OnAttemptsExceeded = AttemptsExceededAction.Delete });
    }

    private static void UseStorage(IGlobalConfiguration hangfire, IConfiguration configuration, Installation installation)
    {
        var provider = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>()?.Provider ?? DatabaseProvider.Sqlite;
        var connection = configuration.GetConnectionString("Cendra");
        switch (installation.IsRehearsal ? DatabaseProvider.Sqlite : provider)
        {
            case DatabaseProvider.SqlServer:
                hangfire.UseSqlServerStorage(connection, new SqlServerStorageOptions { SlidingInvisibilityTimeout = Invisibility, QueuePollInterval = TimeSpan.Zero });
                break;
            case DatabaseProvider.PostgreSql:
                hangfire.UsePostgreSqlStorage(
                    npgsql => npgsql.UseNpgsqlConnection(connection),
                    new PostgreSqlStorageOptions { UseSlidingInvisibilityTimeout = true, InvisibilityTimeout = Invisibility, QueuePollInterval = TimeSpan.FromSeconds(1) });
                break;
            default:
                hangfire.UseInMemoryStorage(new InMemoryStorageOptions { IdType = InMemoryStorageIdType.Long });
                break;
        }
    }
}
