using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Server.Rehearsal.Play.Stays;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Cendra.Server.Tests.Rehearsal;

/// <summary>A real house to rehearse in: Alba One behind a street door that it shares with Alba Two, Birch with one plain lock, each with a guest who speaks German; Marta is called.</summary>
internal sealed class RehearsalStreet(House house)
{
    public Property Alba { get; private set; } = null!;

    public Property Other { get; private set; } = null!;

    public Property Birch { get; private set; } = null!;

    public static async Task<RehearsalStreet> PutUpAsync(House house)
    {
        var street = new RehearsalStreet(house);
        await street.FillAsync();
        return street;
    }

    /// <summary>A stay that begins in so many days at 16:00 of the property.</summary>
    public async Task<Guid> StayAsync(Property property, string guest, int inDays, int nights, Action<Stay>? then = null)
    {
        await using var db = house.Database.Open();
        var day = DateOnly.FromDateTime(house.Time.GetUtcNow().UtcDateTime).AddDays(inDays);
        var reservation = new Reservation { Id = house.NextId(), GuestName = guest, GuestPhone = "+4915112345678", GuestLanguage = "de", GuestCount = 2, CreatedUtc = house.Time.GetUtcNow() };
        var window = StayWindow.Of(property.Times(), new StayDates(day, day.AddDays(nights)));
        var stay = new Stay
        {
            Id = house.NextId(), ReservationId = reservation.Id, Reservation = reservation, PropertyId = property.Id, Status = StayStatus.Confirmed, CheckInLocal = day, CheckOutLocal = day.AddDays(nights),
            CheckInUtc = window.CheckInUtc, CheckOutUtc = window.CheckOutUtc, CodeEndUtc = window.CodeEndUtc, CreatedUtc = house.Time.GetUtcNow(),
        };
        then?.Invoke(stay);
        db.Stays.Add(stay);
        await db.SaveChangesAsync();
        return stay.Id;
    }

    /// <summary>Plays a scenario, prints what happened, and returns what came of it.</summary>
    public async Task<StayOutcome> PlayAsync(Guid stay, string scenario, ITestOutputHelper output)
    {
        var answer = await house.Services.GetRequiredService<StayRehearsals>().RunAsync(stay, scenario, PropertyScope.All, _ => { }, CancellationToken.None);
        Assert.Equal("", answer.Problem);
        var outcome = answer.Outcome!;
        output.WriteLine($"{outcome.Verdict}: {outcome.Answer} ({outcome.Steps} moments, {outcome.Faults} faults)\n{outcome.Words}");
        output.WriteLine(string.Join('\n', outcome.Promises.Select(p => $"  {p.State,-6} {p.Words} | {p.Detail}")));
        output.WriteLine(string.Join('\n', outcome.Timeline.Select(t => $"    {t.AtUtc:ddd d MMM HH:mm:ss} {t.Source}: {t.Text} | {t.Detail.ReplaceLineEndings(" / ")}")));
        Assert.Equal(0, outcome.Faults);
        return outcome;
    }

    /// <summary>Changes every lock of a property.</summary>
    public async Task LocksAsync(Property property, Action<SmartLock> change)
    {
        await using var db = house.Database.Open();
        foreach (var door in await db.DoorUses.Include(d => d.Lock).Where(d => d.PropertyId == property.Id).ToListAsync())
        {
            change(door.Lock!);
        }

        await db.SaveChangesAsync();
    }

    /// <summary>No contact is left.</summary>
    public async Task NobodyIsCalledAsync()
    {
        await using var db = house.Database.Open();
        await db.HostContacts.ExecuteDeleteAsync();
    }

    private async Task FillAsync()
    {
        var around = new Neighbourhood(house);
        await around.ConnectAsync();
        Alba = await around.PropertyAsync("Alba One", "Barcelona", "Europe/Madrid", "Street door", "First floor");
        Other = await around.PropertyAsync("Alba Two", "Barcelona", "Europe/Madrid", "Second floor");
        Birch = await around.PropertyAsync("Birch", "Girona", "Europe/Madrid", "Porch");
        await using var db = house.Database.Open();
        var street = await db.DoorUses.Where(d => d.PropertyId == Alba.Id && d.DoorName == "Street door").Select(d => d.LockId).SingleAsync();
        db.DoorUses.Add(new DoorUse { Id = house.NextId(), PropertyId = Other.Id, LockId = street, DoorName = "Street door", WalkingOrder = 0 });
        db.HostContacts.Add(new HostContact { Id = house.NextId(), Name = "Marta", Phone = "+34611222333", CallOrder = 1 });
        await db.SaveChangesAsync();
    }
}
