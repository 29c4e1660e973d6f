using System.Security.Cryptography.X509Certificates;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Cendra.Server.Releases;
using Cendra.Server.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cendra.Server;

/// <summary>The ground everything stands on: address, log, clock, keys and database.</summary>
public static class HostingSetup
{
    /// <summary>Where the console listens unless an address is configured: this machine only.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    private static readonly string[] UrlSettings = ["urls", "http_ports", "https_ports"];

    /// <summary>Address and log.</summary>
    public static void AddHosting(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (UrlSettings.All(key => string.IsNullOrEmpty(configuration[key])) && !configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RawBody.MaxBytes + (16 * 1024); // A body in chunks tells no length; webhooks say in words from where it is too much.
        });
        builder.Logging.ClearProviders().AddJsonConsole(json => json.UseUtcTimestamp = true);

        // In code and not in a settings file: request paths hold tokens of links, commands hold personal data, and
        // the model's library prints whole conversations at its last word.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning)
            .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.Warning)
            .AddFilter("Polly", LogLevel.Warning)
            .AddFilter("Hangfire", LogLevel.Warning)
            .AddFilter("Microsoft.SemanticKernel", LogLevel.Information);
    }

    /// <summary>Clock, keys, database.</summary>
    public static void AddStorage(this IServiceCollection services, IConfiguration configuration, Installation installation)
    {
        services.AddSingleton(installation);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(sp => new StayClock(sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => TextWriter.Synchronized(new StreamWriter(System.Console.OpenStandardOutput()) { AutoFlush = true }));
        services.AddCendraDatabase(DatabaseSettings(configuration, installation), installation.DataFolder, installation.KeysFolder);
        services.AddSingleton<ConnectionSecrets>();
        var ring = services.AddDataProtection().SetApplicationName("Cendra")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(installation.KeysFolder, "ring")));
        if (configuration["Keys:CertificatePath"] is { Length: > 0 } certificate)
        {
            ring.ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(certificate, configuration["Keys:CertificatePassword"]));
        }
    }

    /// <summary>Folders, keys, migrations, the release in force and roles, before anything else runs.</summary>
    public static async Task PrepareAsync(this WebApplication app, Installation installation)
    {
        installation.Open();
        var keys = app.Services.GetRequiredService<KeyFolder>();
        await app.Services.GetRequiredService<CendraDatabase>().MigrateAsync(keys, CancellationToken.None);
        await app.Services.GetRequiredService<ReleaseOpening>().OpenAsync(CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Accounts>().EnsureRolesAsync(CancellationToken.None);
    }

    /// <summary>A rehearsal keeps to its own file, whatever server is configured for live data.</summary>
    private static IConfiguration DatabaseSettings(IConfiguration configuration, Installation installation) =>
        installation.IsRehearsal ? new ConfigurationBuilder().Build() : configuration;
}
