using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Locks;
using Cendra.Lifecycle.Seam;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Rehearsal;

/// <summary>
/// Opens the rehearsal once the server listens: registers for Seam's events and for what guests write, and the first time puts up three properties with their doors and three bookings.
/// </summary>
public sealed class RehearsalOpening(
    IServiceScopeFactory scopes, RehearsalStage stage, SimulatorProcess doors, IHttpClientFactory http, IServer server, IConfiguration configuration) : IHostedLifecycleService
{
    private const string Zone = "Europe/Madrid";

    /// <inheritdoc />
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var own = (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? HostingSetup.DefaultUrl).TrimEnd('/');
        (configuration["Rehearsal:OwnUrl"], configuration["Server:PublicUrl"]) = (own, own);
        await using var scope = scopes.CreateAsyncScope();
        await ListenAsync(scope.ServiceProvider.GetRequiredService<SeamClient>(), new Uri(own + "/webhooks/seam"), cancellationToken);
        await scope.ServiceProvider.GetRequiredService<RehearsalPhones>().OpenAsync(own, cancellationToken);
        ((IConfigurationRoot)configuration).Reload();
        var db = scope.ServiceProvider.GetRequiredService<CendraDbContext>();
        if (!await db.Properties.AnyAsync(cancellationToken))
        {
            await PutUpAsync(scope.ServiceProvider, db, cancellationToken);
        }

        var known = await db.SourceBookings.Select(b => b.ExternalId).ToListAsync(cancellationToken);
        await BookAsync(known, scope.ServiceProvider.GetRequiredService<StayClock>().GetUtcNow(), cancellationToken);
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>One webhook for this address; the pretended Seam keeps it over restarts.</summary>
    private async Task ListenAsync(SeamClient seam, Uri address, CancellationToken ct)
    {
        var webhook = (await seam.ListWebhooksAsync(ct)).FirstOrDefault(w => w.Url == address.AbsoluteUri) ?? await seam.CreateWebhookAsync(address, ct);
        configuration[$"{SeamOptions.Section}:{nameof(SeamOptions.WebhookSecret)}"] = webhook.Secret;
    }

    private async Task PutUpAsync(IServiceProvider services, CendraDbContext db, CancellationToken ct)
    {
        var control = new SimulatorControl(http.CreateClient(nameof(SimulatorControl)), doors);
        foreach (var (id, name, behaviour) in RehearsalHouse.Doors)
        {
            await control.AddDoorAsync(id, name, behaviour, Zone, ct);
        }

        await services.GetRequiredService<LockList>().ReadAsync(ct);
        var pms = await db.Connections.SingleAsync(c => c.Name == RehearsalSetup.Connection, ct);
        var locks = await db.SmartLocks.ToDictionaryAsync(l => l.DeviceId, ct);
        var now = services.GetRequiredService<StayClock>().GetUtcNow();
        var ids = services.GetRequiredService<IdSource>();
        foreach (var property in RehearsalHouse.Properties(ids, pms.Id, locks, Zone, now))
        {
            db.Properties.Add(property);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>The three first bookings; those that an earlier start was ended before are sent now.</summary>
    private async Task BookAsync(List<string> known, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var first = RehearsalHouse.FirstNight(nowUtc, Zone);
        (string Id, string Listing, int From, int Nights, int Guest, int Guests)[] bookings =
            [("made-up-1", "attic", 0, 2, 0, 2), ("made-up-2", "born", 1, 3, 3, 4), ("made-up-3", "olot", 1, 1, 1, 1)];
        foreach (var b in bookings.Where(b => !known.Contains(b.Id)))
        {
            var checkIn = first.AddDays(b.From);
            await stage.SendAsync(b.Id, b.Listing, checkIn, checkIn.AddDays(b.Nights), RehearsalGuests.Of(b.Guest), b.Guests, ct);
        }
    }
}
