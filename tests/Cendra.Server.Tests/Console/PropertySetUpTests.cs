using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Queries;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

public sealed class PropertySetUpTests
{
    private const string Marta = "marta@puig-stays.example";

    [Fact]
    public void Every_problem_says_what_to_change()
    {
        var draft = new PropertyDraft { TimeZoneId = "Europe/Atlantis", CheckIn = "late", CheckOut = "25:00", GraceMinutes = 241, SendLeadHours = -1 };
        draft.Doors.Add(new DoorDraft { LockId = Guid.Empty, DoorName = "" });
        draft.Doors.Add(new DoorDraft { LockId = Guid.Empty, DoorName = "Flat" });
        draft.Contacts.Add(new ContactDraft { Name = "Rui", Phone = "0600 11" });
        var problems = PropertyRules.Problems(draft);
        foreach (var start in new[] { "Name:", "Time zone:", "Check-in:", "Check-out:", "Minutes after check-out:", "Arrival message:", "Doors:", "People to call:" })
        {
            Assert.Contains(problems, p => p.StartsWith(start, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_property_is_saved_with_doors_listings_and_people_and_its_waiting_stays_are_matched()
    {
        await using var house = new House();
        var (host, pms, lockId) = await OpenAsync(house);
        var waiting = await WaitingStayAsync(house, pms);
        var draft = Flat();
        draft.Doors.Add(new DoorDraft { LockId = lockId, DoorName = "Flat door", Role = DoorRole.Unit });
        draft.Listings.Add(new ListingDraft { ConnectionId = pms, ExternalId = "flat-7" });
        draft.Contacts.Add(new ContactDraft { Name = "Rui", Phone = "+351 912 345 678" });
        var saved = await SaveAsync(house, draft, host);
        Assert.Empty(saved.Problems);
        await using var db = house.Database.Open();
        Assert.Equal("Flat door", (await db.DoorUses.SingleAsync(d => d.PropertyId == saved.Id)).DoorName);
        Assert.Equal("+351912345678", (await db.HostContacts.SingleAsync()).Phone);
        var stay = await db.Stays.SingleAsync(s => s.Id == waiting);
        Assert.Equal(saved.Id, stay.PropertyId);
        Assert.NotNull(stay.DueAtUtc);
        Assert.True(await db.AuditEvents.AnyAsync(e => e.Kind == AuditKind.PropertyChanged && e.Actor == host.Actor));
    }

    [Fact]
    public async Task Of_two_who_save_the_same_property_the_later_is_told_and_overwrites_nothing()
    {
        await using var house = new House();
        var (host, _, _) = await OpenAsync(house);
        var id = (await SaveAsync(house, Flat(), host)).Id!.Value;
        var (first, second) = (await DraftAsync(house, id), await DraftAsync(house, id));
        first.Contacts.Add(new ContactDraft { Name = "Rui", Email = "rui@house.example" });
        second.Name = "Lost";
        Assert.Empty((await SaveAsync(house, first, host)).Problems);
        Assert.Contains("Somebody else saved", Assert.Single((await SaveAsync(house, second, host)).Problems), StringComparison.Ordinal);
        Assert.Equal("Flat seven", (await DraftAsync(house, id)).Name);
    }

    [Fact]
    public async Task Whether_owners_get_codes_and_when_the_morning_message_comes_are_kept()
    {
        await using var house = new House();
        var (host, _, _) = await OpenAsync(house);
        var draft = Flat();
        Assert.True(draft.OwnersGetCodes);
        draft.OwnersGetCodes = false;
        draft.Contacts.Add(new ContactDraft { Name = "Rui", Phone = "+351 912 345 678", MorningAt = "6:15" });
        draft.Contacts.Add(new ContactDraft { Name = "Ana", Phone = "+351 912 345 679", MorningAt = "" });
        var id = (await SaveAsync(house, draft, host)).Id!.Value;
        var again = await DraftAsync(house, id);
        Assert.False(again.OwnersGetCodes);
        Assert.Equal(["06:15", ""], again.Contacts.Select(c => c.MorningAt));
        await using (var db = house.Database.Open())
        {
            var (rui, ana) = (await db.HostContacts.SingleAsync(c => c.Name == "Rui"), await db.HostContacts.SingleAsync(c => c.Name == "Ana"));
            Assert.Equal((new TimeOnly(6, 15), "Europe/Lisbon"), (rui.MorningAt!.Value, rui.TimeZoneId));
            Assert.Null(ana.MorningAt);
        }

        again.OwnersGetCodes = true;
        again.Contacts[0].MorningAt = "soon";
        Assert.Contains("morning message of Rui", Assert.Single((await SaveAsync(house, again, host)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_saves_nothing_and_a_manager_of_some_properties_makes_none()
    {
        await using var house = new House();
        await OpenAsync(house);
        var viewer = await house.AccountAsync("viewer@house.example", HostRoles.Viewer, null);
        var partly = await house.AccountAsync("partly@house.example", HostRoles.Manager, []);
        Assert.Null((await SaveAsync(house, Flat(), viewer)).Id);
        Assert.Null((await SaveAsync(house, Flat(), partly)).Id);
    }

    [Fact]
    public async Task A_listing_that_belongs_to_another_property_is_refused_by_its_name()
    {
        await using var house = new House();
        var (host, pms, _) = await OpenAsync(house);
        var draft = Flat();
        draft.Listings.Add(new ListingDraft { ConnectionId = pms, ExternalId = "flat-7" });
        await SaveAsync(house, draft, host);
        var second = Flat();
        second.Listings.Add(new ListingDraft { ConnectionId = pms, ExternalId = "flat-7" });
        Assert.Contains("belongs to Flat seven", Assert.Single((await SaveAsync(house, second, host)).Problems), StringComparison.Ordinal);
    }

    private static PropertyDraft Flat() => new() { Name = "Flat seven", City = "Lisbon", TimeZoneId = "Europe/Lisbon" };

    private static Task<PropertySaved> SaveAsync(House house, PropertyDraft draft, Cendra.Server.Security.SignedInHost host) =>
        house.Services.GetRequiredService<PropertySetUp>().SaveAsync(draft, host, CancellationToken.None);

    private static async Task<PropertyDraft> DraftAsync(House house, Guid id) =>
        (await house.Services.GetRequiredService<PropertiesQuery>().FormAsync(id, PropertyScope.All, CancellationToken.None))!.Draft;

    private static async Task<(Cendra.Server.Security.SignedInHost Host, Guid Pms, Guid LockId)> OpenAsync(House house)
    {
        _ = house.CreateClient();
        var around = new Neighbourhood(house);
        var pms = await around.ConnectAsync();
        await around.PropertyAsync("Other", "Girona", "Europe/Madrid", "Flat");
        await using var db = house.Database.Open();
        return (await house.AccountAsync(Marta, HostRoles.Owner, null), pms, await db.SmartLocks.Select(l => l.Id).SingleAsync());
    }

    private static async Task<Guid> WaitingStayAsync(House house, Guid pms)
    {
        await using var db = house.Database.Open();
        var reservation = new Reservation { Id = house.NextId(), GuestName = "Luuk de Vries", CreatedUtc = House.Evening };
        var stay = new Stay { Id = house.NextId(), ReservationId = reservation.Id, Reservation = reservation, ListingExternalId = "flat-7", Status = StayStatus.Confirmed, CheckInLocal = new(2026, 12, 1), CheckOutLocal = new(2026, 12, 3), CreatedUtc = House.Evening };
        db.Stays.Add(stay);
        db.SourceBookings.Add(new SourceBooking { Id = house.NextId(), ConnectionId = pms, ExternalId = "b-1", ReservationId = reservation.Id, ObservedUtc = House.Evening });
        await db.SaveChangesAsync();
        return stay.Id;
    }
}
