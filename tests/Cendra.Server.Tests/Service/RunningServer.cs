using System.Security.Cryptography;
using Cendra.Server.Tests.World;
using Cendra.Tests.World;
using Hangfire;
using Cendra.Domain.Database.PostgreSql;
using Cendra.Domain.Database.Sqlite;
using Cendra.Domain.Database.SqlServer;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Server.Tests.Service;

/// <summary>How a server of a test differs from the shipped one: clock, randomness, the wire to Seam, and what the test adds.</summary>
internal sealed record ServerWiring(string Folder, TimeProvider Time, HttpMessageHandler Wire, HeardLog Log, int Seed, WorldOptions Options, WorldDatabase Database, IReadOnlyDictionary<string, string> Templates);

/// <summary>The shipped program over live folders of a test; nothing in it is replaced but what no test may touch: the clock, randomness and the wire.</summary>
internal sealed class RunningServer : WebApplicationFactory<Program>
{
    private readonly ServerWiring _wiring;

    public RunningServer(ServerWiring wiring)
    {
        _wiring = wiring;
        if (wiring.Options.OnKestrel)
        {
            UseKestrel(0);
        }
    }

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Data:Folder", Path.Combine(_wiring.Folder, "data"));
        builder.UseSetting("Keys:Folder", Path.Combine(_wiring.Folder, "keys"));
        builder.UseSetting("Rehearsal:Enabled", "false");
        builder.UseSetting("Seam:BaseUrl", _wiring.Options.Seam?.AbsoluteUri ?? ServiceWorld.SeamUrl);
        builder.UseSetting("Seam:ApiKey", ServiceWorld.SeamApiKey);
        builder.UseSetting("Seam:WebhookSecret", ServiceWorld.SeamSecret);
        builder.UseSetting("Seam:RetryDelay", "00:00:00");
        builder.UseSetting($"Pms:Connections:{ServiceWorld.Pms}:Kind", "Signed");
        builder.UseSetting($"Pms:Connections:{ServiceWorld.Pms}:Secret", ServiceWorld.PmsSecret);
        if (_wiring.Options.Phones)
        {
            foreach (var (key, value) in HousePhones.Settings.Concat(_wiring.Templates))
            {
                builder.UseSetting(key, value);
            }
        }

        if (_wiring.Options.Model is { } model)
        {
            builder.UseSetting("ChatModel:Provider", "OpenAI");
            builder.UseSetting("ChatModel:Endpoint", new Uri(model, "/v1").ToString());
            builder.UseSetting("ChatModel:ApiKey", "sk-test");
            builder.UseSetting("ChatModel:Model", "double");
            builder.UseSetting("ChatModel:RetryDelay", "00:00:00");
        }

        foreach (var (key, value) in _wiring.Database.Settings.Concat(_wiring.Options.Settings))
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(Replace);
    }

    /// <summary>Leaves queued jobs where they are. (It cannot be stopped later: each look among the hosted services makes another one.)</summary>
    public static void TakeOutJobServer(IServiceCollection services) =>
        services.Remove(services.Single(d => d.ImplementationFactory?.GetType().GenericTypeArguments[1] == typeof(BackgroundJobServerHostedService)));

    /// <summary>A query that multiplies its rows with each other is an error here, not a line in an operator's log.</summary>
    public static void RefuseMultiplyingQueries(IServiceCollection services)
    {
        static void Refuse(DbContextOptionsBuilder options) => options.ConfigureWarnings(w => w.Throw(RelationalEventId.MultipleCollectionIncludeWarning));
        services.ConfigureDbContext<SqliteCendraContext>(Refuse);
        services.ConfigureDbContext<PostgreSqlCendraContext>(Refuse);
        services.ConfigureDbContext<SqlServerCendraContext>(Refuse);
    }

    /// <summary>Handlers that are to be renewed are kept by a timer, which keeps all of a server that ended: some gigabytes after some hundred servers.</summary>
    public static void KeepHandlers(IServiceCollection services) => services.ConfigureHttpClientDefaults(http => http.SetHandlerLifetime(Timeout.InfiniteTimeSpan));

    private void Replace(IServiceCollection services)
    {
        RefuseMultiplyingQueries(services);
        KeepHandlers(services);
        services.AddSingleton(_wiring.Time);
        services.AddSingleton<RandomNumberGenerator>(new SeededRandom(_wiring.Seed));
        services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(() => _wiring.Wire));
        services.AddHttpClient(Lifecycle.Seam.SeamSetup.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => _wiring.Wire);
        services.AddHttpClient(Lifecycle.Reservations.ICal.CalendarSource.ClientName).ConfigurePrimaryHttpMessageHandler(() => _wiring.Wire);
        services.AddHttpClient(Lifecycle.Reservations.Generic.GenericListSource.ClientName).ConfigurePrimaryHttpMessageHandler(() => _wiring.Wire);
        services.AddHttpClient(Lifecycle.Outgoing.WebhookPost.ClientName).ConfigurePrimaryHttpMessageHandler(() => _wiring.Wire);
        services.AddHttpClient(Lifecycle.WriteBack.CallbackField.ClientName).ConfigurePrimaryHttpMessageHandler(() => _wiring.Wire);
        services.AddHttpClient(Health.Heartbeat.ClientName).ConfigurePrimaryHttpMessageHandler(() => _wiring.Wire);
        services.AddHttpClient(Agent.AgentSetup.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => _wiring.Wire);
        services.AddHttpClient(Messaging.Twilio.TwilioFiles.StoreClientName).ConfigurePrimaryHttpMessageHandler(() => _wiring.Wire);
        services.AddHttpClient(Messaging.Twilio.TwilioSetup.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => _wiring.Wire);
        services.AddSingleton<ILoggerProvider>(_wiring.Log);
        services.PostConfigure<LoggerFilterOptions>(filter =>
        {
            // Louder than anybody may ever set it: every category down to its last word.
            filter.Rules.Clear();
            filter.MinLevel = LogLevel.Trace;
            filter.Rules.Add(new LoggerFilterRule("Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider", null, LogLevel.None, null));
        });
        if (_wiring.Options is { JobsRun: false, JobsAlone: false })
        {
            TakeOutJobServer(services);
        }

        _wiring.Options.Also?.Invoke(services);
    }
}
