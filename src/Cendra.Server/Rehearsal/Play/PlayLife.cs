extern alias simulator;

using System.Security.Cryptography;
using Cendra.Agent;
using Cendra.Domain.Database;
using Cendra.Knowledge;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Seam;
using Cendra.Messaging;
using Cendra.Messaging.Email.Wire;
using Cendra.Messaging.Twilio;
using Hangfire;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using simulator::Cendra.Simulator;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>One life of the process, from its start to its end: the registrations that the server makes, over the rows as they are.</summary>
internal sealed class PlayLife : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public PlayLife(PlayHouse house, Dictionary<string, string?> settings, PlayOptions options)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddSingleton(configuration).AddSingleton<TimeProvider>(house.Time);
        services.AddLogging(log => log.ClearProviders().AddProvider(house.Log).SetMinimumLevel(LogLevel.Error));
        services.AddStorage(configuration, Installation.From(configuration, house.DataFolder));
        services.AddSingleton<RandomNumberGenerator>(new SeededRandomNumberGenerator(options.Seed));
        services.AddSingleton<IBackgroundJobClient, PlayJobs>().AddSingleton<IRecurringJobManager, PlaySweeps>();
        services.AddLifecycle(configuration);
        services.AddKnowledge(configuration);
        services.AddAgent(configuration);
        services.AddMessaging(configuration);
        services.AddSingleton<IMailPost>(house.Mails); // Whatever is configured, no mail leaves the process.
        foreach (var client in new[] { SeamSetup.HttpClientName, TwilioSetup.HttpClientName, TwilioFiles.StoreClientName })
        {
            services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => house.Wire).SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        }

        options.Also?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await using (var db = _services.GetRequiredService<CendraDatabase>().Open())
        {
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        await _services.DisposeAsync();
    }
}
