using Cendra.Domain.Database;
using Cendra.Server.Security;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.SqlServer;

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
            UseStorage(hangfire, configuration, sp.GetRequiredService<Installation>());
        });
        services.AddHangfireServer(server =>
        {
            server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            server.StopTimeout = TimeSpan.FromSeconds(20);
            server.ShutdownTimeout = TimeSpan.FromSeconds(30);
        });
    }

    /// <summary>The dashboard, for owners.</summary>
    public static void MapJobs(this IEndpointRouteBuilder app) =>
        app.MapHangfireDashboardWithAuthorizationPolicy(HostPolicies.Owner, "/jobs", new DashboardOptions { DisplayStorageConnectionString = false, DashboardTitle = "Cendra jobs" });

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
