using System.Globalization;
using System.Net;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Locks;
using Cendra.Lifecycle.Seam;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>What happens in a test, in the words of the business, and what can be seen afterwards.</summary>
internal sealed partial class ServiceWorld
{
    /// <summary>Longest real wait for a row; fake time does not pass meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The mail address of a guest of whom nothing else is said.</summary>
    public const string Email = "l@guest.example";

    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMinutes(1);

    private int _deliveries;
    private int _versions;

    /// <summary>The PMS sends a reservation and gets it accepted; the version rises by itself unless given.</summary>
    public async Task PmsSendsAsync(
        string id, string listing, string checkIn, string checkOut, string status = "confirmed", int? version = null, string guest = "Lucía Fernández", string phone = HousePhones.Guest, string language = "es", string email = Email)
    {
        var body = Booking(id, listing, checkIn, checkOut, status, version ?? ++_versions, guest, phone, language, email);
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(NewDelivery(body)));
    }

    /// <summary>The same, and the lock has had the minute it needs.</summary>
    public async Task PmsSendsAndTheLockTakesItAsync(
        string id, string listing, string checkIn, string checkOut, string status = "confirmed", string guest = "Lucía Fernández", string phone = HousePhones.Guest, string language = "es", string email = Email)
    {
        await PmsSendsAsync(id, listing, checkIn, checkOut, status, null, guest, phone, language, email);
        await WorkAsync();
        await ClockMovesAsync(TimeSpan.FromMinutes(1));
    }

    public static string Booking(
        string id, string listing, string checkIn, string checkOut, string status = "confirmed", int version = 1, string guest = "Lucía Fernández", string phone = HousePhones.Guest, string language = "es", string email = Email) => $$$"""
        {"type":"reservation.upserted","reservation":{"externalId":"{{{id}}}","version":{{{version}}},"listingExternalId":"{{{listing}}}","status":"{{{status}}}",
         "checkIn":"{{{checkIn}}}","checkOut":"{{{checkOut}}}","guest":{"name":"{{{guest}}}","phone":"{{{phone}}}","email":"{{{email}}}","language":"{{{language}}}"},"guests":2}}
        """;

    /// <summary>A rightly signed delivery of now under an id of its own.</summary>
    public SignedDelivery NewDelivery(string body) => SignedDelivery.Of(string.Create(CultureInfo.InvariantCulture, $"msg_{++_deliveries:D5}"), Now, body);

    /// <summary>A rightly signed event of Seam.</summary>
    public SignedDelivery NewSeamDelivery(string body) =>
        NewDelivery(body) with { Prefix = "svix", Secret = SeamSecret, Path = "/webhooks/seam" };

    public async Task<HttpStatusCode> PostAsync(SignedDelivery delivery)
    {
        using var answer = await AnswerToAsync(delivery);
        return answer.StatusCode;
    }

    /// <summary>The whole answer; the caller disposes it.</summary>
    public Task<HttpResponseMessage> AnswerToAsync(SignedDelivery delivery) => CallAsync(delivery.ToRequest());

    /// <summary>Any call to the server; the caller disposes the answer.</summary>
    public Task<HttpResponseMessage> CallAsync(HttpRequestMessage request) =>
        (_wayIn ?? throw new HttpRequestException("The server is down.")).SendAsync(request, CancellationToken.None);

    public Task LockGoesOfflineAsync(string deviceId) => AfterAsync(() => Doors.TakeOffline(deviceId));

    public Task LockComesBackAsync(string deviceId) => AfterAsync(() => Doors.BringOnline(deviceId));

    /// <summary>Somebody types at the door; what the lock tells of it has reached the server when this returns.</summary>
    public async Task<bool> GuestTypesAsync(string deviceId, string digits)
    {
        var result = Doors.PressKeypad(deviceId, digits);
        await AfterAsync(() => { });
        return result.Opened;
    }

    public Task ClockMovesToAsync(string local) => ClockMovesToAsync(Utc(local));

    public Task ClockMovesAsync(TimeSpan by) => ClockMovesToAsync(Now + by);

    /// <summary>Walks through every due moment of doors and server, in order.</summary>
    public async Task ClockMovesToAsync(DateTimeOffset target)
    {
        var due = await Services.GetRequiredService<DueWork>().NextUtcAsync(CancellationToken.None);
        for (var steps = 0; ; steps++)
        {
            Assert.True(steps < 20_000, "The walk does not come to an end.");
            var next = Earliest(Doors.NextDueUtc(), due) ?? target;
            if (steps > 0 && next <= Now)
            {
                next = Now + SweepPeriod; // It is due and could not be done: the next sweep tries again.
            }

            var moment = next > target ? target : next;
            if (moment > Now)
            {
                Time.SetUtcNow(moment);
            }

            await Doors.CatchUpAsync();
            due = await WorkAsync();
            if (moment >= target)
            {
                return;
            }
        }
    }

    /// <summary>Does all that is due now; when the next thing is.</summary>
    public async Task<DateTimeOffset?> WorkAsync()
    {
        if (_options.JobsAlone)
        {
            return await JobsWorkAsync();
        }

        if (_options.Polls)
        {
            try
            {
                await InScopeAsync<SeamEventsSweep>(sweep => sweep.RunAsync(CancellationToken.None));
            }
            catch (SeamException)
            {
                // An outage of the wire is part of some tests; the sweep keeps its watermark and the due rows stay.
            }
        }

        return await Services.GetRequiredService<DueWork>().RunAsync(CancellationToken.None);
    }

    /// <summary>Waits until rows say so; asks again after every save of the server.</summary>
    public async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        using var saved = new SemaphoreSlim(0);
        void Hear() => saved.Release();
        var changes = Services.GetRequiredService<LiveChanges>();
        changes.Saved += Hear;
        try
        {
            while (!await holds())
            {
                Assert.True(await saved.WaitAsync(Patience), $"It did not come to be: {what}");
            }
        }
        finally
        {
            changes.Saved -= Hear;
        }
    }

    public async Task<Stay> StayAsync(string reservation)
    {
        await using var db = Open();
        var id = await db.SourceBookings.Where(b => b.ExternalId == reservation).Select(b => b.ReservationId).SingleAsync();
        return await db.Stays.Include(s => s.Pins).Include(s => s.Codes).ThenInclude(c => c.Lock).Include(s => s.Reservation).AsSplitQuery().SingleAsync(s => s.ReservationId == id);
    }

    public async Task<AccessCode> CodeAsync(string reservation, string deviceId) =>
        (await StayAsync(reservation)).Codes.Where(c => c.Lock!.DeviceId == deviceId).MaxBy(c => c.PinVersion)!;

    /// <summary>The digits of the stay's current code on that door.</summary>
    public async Task<string> DigitsAsync(string reservation, string deviceId)
    {
        var code = await CodeAsync(reservation, deviceId);
        return Vault.Reveal((await StayAsync(reservation)).Pins.Single(p => p.Id == code.StayPinId).Sealed!);
    }

    /// <summary>Alarms; what a lock cannot do is told once and is none.</summary>
    public async Task<IReadOnlyList<Escalation>> OpenEscalationsAsync()
    {
        await using var db = Open();
        return await db.Escalations.Include(e => e.Stays).Where(e => e.ResolvedUtc == null && !e.Cause.StartsWith(LockLimits.Cause)).ToListAsync();
    }

    public async Task<AuditReport> VerifyAuditAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AuditVerification>().RunAsync(CancellationToken.None);
    }

    /// <summary>How many audit lines there are, of all chains.</summary>
    public async Task<int> AuditLinesAsync()
    {
        await using var db = Open();
        return await db.AuditEvents.CountAsync();
    }

    /// <summary>How many deliveries are stored under ids that begin so.</summary>
    public async Task<int> StoredAsync(string idPrefix = "")
    {
        await using var db = Open();
        return await db.ReceivedWebhooks.CountAsync(w => w.ExternalId.StartsWith(idPrefix));
    }

    private async Task AfterAsync(Action act)
    {
        act();
        await Doors.CatchUpAsync();
        await WorkAsync();
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
