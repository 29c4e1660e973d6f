using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.Outbound;
using Cendra.Server.Security;
using Cendra.Server.Tests.Service;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Cendra.Server.Tests.World;

/// <summary>The whole service over an empty live installation in a folder of its own, at a time that stands still.</summary>
public sealed partial class House : WebApplicationFactory<Program>
{
    public const string Password = "a sentence does well";

    /// <summary>Monday 23 November 2026, 17:42 in Barcelona.</summary>
    public static readonly DateTimeOffset Evening = new(2026, 11, 23, 16, 42, 0, TimeSpan.Zero);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"cendra-house-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
    private readonly bool _rehearsal;
    private readonly bool _jobsRun;
    private readonly WorldDatabase _database;

    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly Action<IServiceCollection>? _also;

    // Without jobs nothing happens that a test does not do itself.
    public House(bool rehearsal = false, DateTimeOffset? startUtc = null, bool jobsRun = true, IReadOnlyDictionary<string, string>? settings = null, Action<IServiceCollection>? also = null)
    {
        _also = also;
        _settings = settings ?? new Dictionary<string, string>();
        _rehearsal = rehearsal;
        _jobsRun = jobsRun;

        // The factory builds its server without awaiting; waiting here, off the test's own thread of work, is what it does too.
        _database = Task.Run(() => WorldDatabase.NewAsync(rehearsal ? DatabaseProvider.Sqlite : WorldDatabase.Default, rehearsal ? null : Path.Combine(_folder, "data"))).GetAwaiter().GetResult();
        Time = new FakeTimeProvider(startUtc ?? Evening);
        ClientOptions.AllowAutoRedirect = false;
    }

    /// <summary>All clocks of the house.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>The data folder in use.</summary>
    public string DataFolder => Services.GetRequiredService<Installation>().DataFolder;

    public CendraDatabase Database => Services.GetRequiredService<CendraDatabase>();

    public Guid NextId() => Services.GetRequiredService<IdSource>().Next();

    /// <summary>The link that the first start wrote.</summary>
    public async Task<string> SetUpPathAsync() => new Uri((await File.ReadAllTextAsync(Path.Combine(DataFolder, "set-up-link.txt"))).Trim()).AbsolutePath;

    /// <summary>Makes an account with a role and the properties it sees; null = all.</summary>
    public async Task<SignedInHost> AccountAsync(string email, string role, params Guid[]? properties)
    {
        await using var scope = Services.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<Accounts>().MakeAsync(new NewAccount("Marta Puig", email, Password), role);
        await using var db = Database.Open();
        var row = await db.Users.SingleAsync(u => u.Id == user.Id);
        row.SeesAllProperties = properties is null;
        db.HostUserProperties.AddRange((properties ?? []).Select(p => new HostUserProperty { UserId = user.Id, PropertyId = p }));
        await db.SaveChangesAsync();
        return await Services.GetRequiredService<SignedInHosts>().OfAsync(
            new(new System.Security.Claims.ClaimsIdentity([new(System.Security.Claims.ClaimTypes.NameIdentifier, user.Id.ToString())])), CancellationToken.None);
    }

    /// <summary>Fills in the form at a path, with the hidden token that came with it, and sends it.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(HttpClient client, string path, Dictionary<string, string> fields, string? postTo = null)
    {
        var page = await client.GetStringAsync(new Uri(path, UriKind.Relative));
        fields["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value;
        return await client.PostAsync(new Uri(postTo ?? path, UriKind.Relative), new FormUrlEncodedContent(fields));
    }

    /// <summary>A browser that is signed in.</summary>
    public async Task<HttpClient> SignedInAsync(string email)
    {
        var client = CreateClient();
        var answer = await SendFormAsync(client, "/sign-in", new() { ["email"] = email, ["password"] = Password });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Data:Folder", Path.Combine(_folder, "data"));
        builder.UseSetting("Keys:Folder", Path.Combine(_folder, "keys"));
        builder.UseSetting("Rehearsal:Enabled", _rehearsal ? "true" : "false");
        foreach (var (key, value) in _database.Settings.Concat(_settings))
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            RunningServer.RefuseMultiplyingQueries(services);
            RunningServer.KeepHandlers(services);
            services.TryAddSingleton<OutboundGate>();
            services.TryAddScoped<OutboundDesk>();
            services.TryAddScoped<ConversationDesk>();
            _also?.Invoke(services);
            if (!_jobsRun)
            {
                RunningServer.TakeOutJobServer(services);
            }
        });
        if (!_rehearsal)
        {
            // The virtual doors are a process of their own with the machine's clock; a rehearsal runs beside them.
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
        }
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();
}
