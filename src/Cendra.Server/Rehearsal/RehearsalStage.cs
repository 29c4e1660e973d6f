using System.Globalization;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Rehearsal;

/// <summary>A door as the rehearsal page draws it.</summary>
public sealed record StageDoor(string DeviceId, string Name, string Behaviour, bool Online, double BatteryLevel, bool Open, int CodesOnLock);

/// <summary>What a person does in a rehearsal: type at doors, break them, let a booking come in, move the clock.</summary>
public sealed class RehearsalStage(
    IServiceScopeFactory scopes, CendraDatabase database, DueWork due, StayClock clock, SimulatorProcess doors, IHttpClientFactory http, IConfiguration configuration) : IDisposable
{
    private const int MostSteps = 100_000;
    private readonly SemaphoreSlim _moving = new(1);
    private readonly SimulatorControl _control = new(http.CreateClient(nameof(SimulatorControl)), doors);

    /// <summary>The rehearsal's time.</summary>
    public DateTimeOffset NowUtc => clock.GetUtcNow();

    /// <summary>All doors, by name.</summary>
    public async Task<IReadOnlyList<StageDoor>> DoorsAsync(CancellationToken ct) =>
        [.. (await _control.DoorsAsync(ct)).OrderBy(d => d.Name, StringComparer.Ordinal)
            .Select(d => new StageDoor(d.DeviceId, d.Name, d.Behaviour, d.Online, d.BatteryLevel, d.Open, d.CodesOnLock.Count))];

    /// <summary>Somebody types at a door.</summary>
    public Task<KeypadAnswer> PressAsync(string deviceId, string digits, CancellationToken ct) => _control.PressAsync(deviceId, digits, ct);

    /// <summary>Takes a door on- or offline or sets its battery, and lets Cendra see it as it would from Seam.</summary>
    public async Task SetDoorAsync(string deviceId, bool? online, double? battery, CancellationToken ct)
    {
        await _control.SetDoorAsync(deviceId, online, battery, ct);
        await ReadHealthAsync(ct);
    }

    /// <summary>
    /// Moves both clocks, forward only, through every moment at which something is due at the doors or here, in order: what would have happened meanwhile has
    /// happened when it returns.
    /// </summary>
    public async Task MoveClockAsync(DateTimeOffset toUtc, CancellationToken ct)
    {
        await _moving.WaitAsync(ct);
        try
        {
            for (var step = 0; step < MostSteps; step++)
            {
                var moment = Instants.Earlier(toUtc, await NextAsync(ct) ?? toUtc);
                clock.MoveTo(moment);
                await _control.MoveToAsync(Instants.Later(moment, (await _control.TimeAsync(ct)).NowUtc), ct);
                await WorkAsync(ct);
                if (moment >= toUtc)
                {
                    break;
                }
            }

            await ReadHealthAsync(ct);
        }
        finally
        {
            _moving.Release();
        }
    }

    /// <summary>What a phone shows, oldest first.</summary>
    public Task<IReadOnlyList<PhoneBubbleState>> PhoneAsync(string number, CancellationToken ct) => _control.PhoneAsync(number, ct);

    /// <summary>Whoever holds the phone writes to the house.</summary>
    public Task WriteAsync(string number, string body, string name, CancellationToken ct) => _control.WriteAsync(number, body, name, ct);

    /// <summary>Whoever holds the phone taps a button under a message.</summary>
    public Task TapAsync(string number, PhoneTap tap, string name, CancellationToken ct) => _control.TapAsync(number, tap, name, ct);

    /// <summary>A made-up guest books one night, as soon as any property is free.</summary>
    public async Task BookAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var free = new List<(string Listing, DateOnly Night)>();
        foreach (var listing in await db.PropertyListings.Include(l => l.Property).OrderBy(l => l.ExternalId).ToListAsync(ct))
        {
            var today = DateOnly.FromDateTime(StayWindow.LocalTime(clock.GetUtcNow(), listing.Property!.TimeZoneId).Local);
            free.Add((listing.ExternalId, await FreeNights.FirstAsync(db, listing.PropertyId, today, 1, ct)));
        }

        var first = free.MinBy(f => f.Night);
        var number = await db.SourceBookings.CountAsync(ct) + 1;
        await SendAsync($"made-up-{number}", first.Listing, first.Night, first.Night.AddDays(1), RehearsalGuests.Of(number), number, ct);
        await WorkAsync(ct);
    }

    /// <summary>The pretended PMS sends a confirmed reservation through the front door: signed, over HTTP.</summary>
    public async Task SendAsync(string id, string listing, DateOnly checkIn, DateOnly checkOut, RehearsalGuest guest, int guests, CancellationToken ct)
    {
        var version = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        var snapshot = new
        {
            type = "reservation.upserted",
            reservation = new
            {
                externalId = id, version, listingExternalId = listing, status = "confirmed", checkIn, checkOut,
                guest = new { name = guest.Name, phone = guest.Phone, email = "guest@guest.example", language = guest.Language }, guests = Math.Clamp(guests % 5, 1, 4), channel = "made up",
            },
        };
        var status = await _control.SendReservationAsync($"{Own()}/webhooks/pms/{RehearsalSetup.Connection}", configuration[$"Pms:Connections:{RehearsalSetup.Connection}:Secret"]!, snapshot, ct);
        if (status is not (200 or 202))
        {
            throw new InvalidOperationException($"The made-up booking was refused with {status}.");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _moving.Dispose();

    private string Own() => configuration["Rehearsal:OwnUrl"] ?? HostingSetup.DefaultUrl;

    private async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        var atDoors = (await _control.TimeAsync(ct)).NextDueUtc;
        var here = await due.NextUtcAsync(ct);
        return atDoors is { } a && here is { } b ? Instants.Earlier(a, b) : atDoors ?? here;
    }

    /// <summary>What the five-minute sweep would have read by now.</summary>
    private async Task ReadHealthAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LockHealthSweep>().RunAsync(ct);
        await due.RunAsync(ct);
    }

    private async Task WorkAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SeamEventsSweep>().RunAsync(ct);
        await due.RunAsync(ct);
    }
}
