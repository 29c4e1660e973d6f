using System.Net;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Photos;
using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Queries;
using Cendra.Server.Security;
using Cendra.Server.Tests.World;
using Cendra.Tests.Photos;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

/// <summary>The way in as hosts write it: steps keep their order and their rows, pictures lie sealed and are seen by those who see the property.</summary>
public sealed class PropertyStepsTests
{
    [Fact]
    public async Task Steps_are_kept_in_their_order_moved_changed_and_taken_out()
    {
        await using var house = new House();
        var (host, gate, flat) = await OpenAsync(house);
        var draft = Flat(gate, flat);
        draft.Way.AddRange([Step("Walk past the bakery."), new StepDraft { Words = "  " }, Step("Take the stairs.\r\nThird floor.", "", "Ask the porter: {{lockbox}}")]);
        draft.Doors[0].Steps.Add(Step("", "Type the code, then the tick", "Pull the door"));
        var id = (await SaveAsync(house, draft, host)).Id!.Value;

        var again = await DraftAsync(house, id);
        Assert.Equal(["Walk past the bakery.", "Take the stairs.\nThird floor."], again.Way.Select(s => s.Words));
        Assert.Equal("Ask the porter: {{lockbox}}", again.Way[1].IfItFails);
        Assert.Equal(("Type the code, then the tick", "Pull the door"), (again.Doors[0].Steps.Single().Typing, again.Doors[0].Steps.Single().IfItFails));
        Assert.Empty(again.Doors[1].Steps);
        var rows = again.Way.ConvertAll(s => s.Id);

        again.Way.Reverse();
        again.Doors.Reverse();
        again.Way.Insert(1, Step("Cross the yard."));
        again.Doors[1].Steps.Clear();
        Assert.Empty((await SaveAsync(house, again, host)).Problems);
        var third = await DraftAsync(house, id);
        Assert.Equal(["Take the stairs.\nThird floor.", "Cross the yard.", "Walk past the bakery."], third.Way.Select(s => s.Words));
        Assert.Equal([rows[1], rows[0]], new[] { third.Way[0].Id, third.Way[2].Id });
        await using var db = house.Database.Open();
        Assert.Equal(3, await db.EntrySteps.CountAsync());
    }

    [Fact]
    public async Task A_step_goes_with_its_door_and_follows_it_to_another_lock()
    {
        await using var house = new House();
        var (host, gate, flat) = await OpenAsync(house);
        var draft = Flat(gate);
        draft.Doors[0].Steps.Add(Step("", "Type the code"));
        var id = (await SaveAsync(house, draft, host)).Id!.Value;
        var other = await DraftAsync(house, id);
        other.Doors[0].LockId = flat;
        Assert.Empty((await SaveAsync(house, other, host)).Problems);
        await using (var db = house.Database.Open())
        {
            Assert.Equal((await db.DoorUses.SingleAsync()).Id, (await db.EntrySteps.SingleAsync()).DoorId);
        }

        var without = await DraftAsync(house, id);
        Assert.Equal("Type the code", without.Doors.Single().Steps.Single().Typing);
        without.Doors.Clear();
        Assert.Empty((await SaveAsync(house, without, host)).Problems);
        await using var after = house.Database.Open();
        Assert.Equal(0, await after.EntrySteps.CountAsync());
    }

    [Fact]
    public async Task A_wrong_step_is_named_and_what_was_typed_stays_in_the_form()
    {
        await using var house = new House();
        var (host, gate, _) = await OpenAsync(house);
        var draft = Flat(gate);
        draft.CheckIn = "soon";
        draft.Way.AddRange([Step("Fine."), Step(new string('x', EntryStep.Longest + 1))]);
        draft.Doors[0].Steps.Add(new StepDraft { Typing = "Type it", Photo = PhotoDraft.Chosen(Png) });
        var problems = (await SaveAsync(house, draft, host)).Problems;
        Assert.Equal(3, problems.Count);
        Assert.Contains(problems, p => p.StartsWith("From the street, step 2: shorten", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith("Door 1, step 1: say in words", StringComparison.Ordinal));
        Assert.Equal((2, true), (draft.Way.Count, draft.Doors[0].Steps.Single().Photo?.Picture is not null));
        draft.Way.Clear();
        draft.Way.AddRange(Enumerable.Range(0, 31).Select(_ => Step("On.")));
        Assert.Contains((await SaveAsync(house, draft, host)).Problems, p => p.StartsWith("From the street: more than 30", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_lies_sealed_is_seen_under_the_scope_and_goes_away_with_its_step()
    {
        await using var house = new House();
        var (host, gate, _) = await OpenAsync(house);
        var draft = Flat(gate);
        draft.Doors[0].Steps.Add(new StepDraft { Typing = "Type it", Photo = PhotoDraft.Chosen(Png) });
        draft.Doors[0].Steps[0].Photo!.Words = "The green door";
        var id = (await SaveAsync(house, draft, host)).Id!.Value;
        var stored = (await DraftAsync(house, id)).Doors[0].Steps[0].Photo!;
        Assert.Equal("The green door", stored.Words);
        await using (var db = house.Database.Open())
        {
            var row = await db.EntryPhotos.SingleAsync();
            Assert.Equal(("image/png", id), (row.ContentType, row.PropertyId));
            Assert.True(row.Sealed.AsSpan().IndexOf("IDAT"u8) < 0, "It lies open.");
        }

        await house.AccountAsync("part@house.example", HostRoles.Viewer, id);
        await house.AccountAsync("none@house.example", HostRoles.Manager, []);
        using (var part = await house.SignedInAsync("part@house.example"))
        {
            using var seen = await part.GetAsync(new Uri(stored.Address, UriKind.Relative));
            Assert.Equal((HttpStatusCode.OK, "image/png", "no-store", "nosniff"), (seen.StatusCode, seen.Content.Headers.ContentType!.ToString(), seen.Headers.CacheControl!.ToString(), seen.Headers.GetValues("X-Content-Type-Options").Single()));
            Assert.Equal(Png.Bytes, await seen.Content.ReadAsByteArrayAsync());
            Assert.Equal("default-src 'none'; sandbox", seen.Headers.GetValues("Content-Security-Policy").Single());
        }

        using (var none = await house.SignedInAsync("none@house.example"))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await none.GetAsync(new Uri(stored.Address, UriKind.Relative))).StatusCode);
        }

        using var stranger = house.CreateClient(new() { AllowAutoRedirect = false });
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync(new Uri(stored.Address, UriKind.Relative))).StatusCode);

        var words = await DraftAsync(house, id);
        words.Doors[0].Steps[0].Photo!.Words = "The red door";
        Assert.Empty((await SaveAsync(house, words, host)).Problems);
        var gone = await DraftAsync(house, id);
        Assert.Equal((stored.Id, "The red door"), (gone.Doors[0].Steps[0].Photo!.Id, gone.Doors[0].Steps[0].Photo!.Words));
        gone.Doors[0].Steps[0].Photo = null;
        Assert.Empty((await SaveAsync(house, gone, host)).Problems);
        await using var after = house.Database.Open();
        Assert.Equal((0, 1), (await after.EntryPhotos.CountAsync(), await after.EntrySteps.CountAsync(s => s.PhotoId == null)));
    }

    [Fact]
    public async Task A_picture_of_another_property_is_not_taken_over()
    {
        await using var house = new House();
        var (host, gate, flat) = await OpenAsync(house);
        var draft = Flat(gate);
        draft.Way.Add(new StepDraft { Words = "Here", Photo = PhotoDraft.Chosen(Png) });
        var id = (await SaveAsync(house, draft, host)).Id!.Value;
        var foreign = (await DraftAsync(house, id)).Way[0].Photo!;
        var thief = Flat(flat);
        thief.Way.Add(new StepDraft { Words = "There", Photo = PhotoDraft.Stored(foreign.Id!.Value, "mine") });
        var other = (await SaveAsync(house, thief, host)).Id!.Value;
        await using var db = house.Database.Open();
        Assert.Null((await db.EntrySteps.SingleAsync(s => s.PropertyId == other)).PhotoId);
        Assert.Equal(id, (await db.EntryPhotos.SingleAsync()).PropertyId);
    }

    private static PlainPicture Png => PlainPicture.Of(Pictures.Png(), out _)!;

    private static StepDraft Step(string words, string typing = "", string ifItFails = "") => new() { Words = words, Typing = typing, IfItFails = ifItFails };

    private static PropertyDraft Flat(params Guid[] locks)
    {
        var draft = new PropertyDraft { Name = "Flat seven", City = "Lisbon", TimeZoneId = "Europe/Lisbon" };
        draft.Doors.AddRange(locks.Select((l, i) => new DoorDraft { LockId = l, DoorName = $"Door {i + 1}", Role = DoorRole.Unit }));
        return draft;
    }

    private static Task<PropertySaved> SaveAsync(House house, PropertyDraft draft, SignedInHost host) => house.Services.GetRequiredService<PropertySetUp>().SaveAsync(draft, host, CancellationToken.None);

    private static async Task<PropertyDraft> DraftAsync(House house, Guid id) => (await house.Services.GetRequiredService<PropertiesQuery>().FormAsync(id, PropertyScope.All, CancellationToken.None))!.Draft;

    /// <summary>An owner and two locks.</summary>
    private static async Task<(SignedInHost Host, Guid Gate, Guid Flat)> OpenAsync(House house)
    {
        var host = await house.AccountAsync("marta@house.example", HostRoles.Owner, null);
        await using var db = house.Database.Open();
        var seam = new Connection { Id = house.NextId(), Kind = ConnectionKind.Seam, Name = "seam", CreatedUtc = House.Evening };
        var locks = new[] { "gate", "flat" }.Select(name => new SmartLock { Id = house.NextId(), ConnectionId = seam.Id, DeviceId = name, Name = name }).ToList();
        db.Add(seam);
        db.AddRange(locks);
        await db.SaveChangesAsync();
        return (host, locks[0].Id, locks[1].Id);
    }
}
