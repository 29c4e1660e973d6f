using System.Net;
using Cendra.Knowledge.Photos;
using Cendra.Server.Tests.Service;
using Cendra.Simulator.Locks;
using Cendra.Tests.Photos;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Guests;

/// <summary>The same steps stand in messages, on the page and in what the agent is told; what to do if it fails is said where help is asked for; pictures are seen on the page alone and in its time.</summary>
public sealed class WayInTests
{
    private const string En = "?lang=en";
    private static readonly string[] Written = ["Walk past the bakery.", "Through the yard.", "Look for the bronze handle", "Type the code, then the tick"];

    [Fact]
    public async Task The_same_steps_stand_in_the_arrival_message_the_answer_the_models_tool_and_the_page()
    {
        using var model = new ModelDouble(ModelDouble.Good);
        await using var world = await ServiceWorld.WithOneFlatAsync(new WorldOptions { Model = model.Url });
        await WriteAsync(world);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", language: "en");
        await world.ClockMovesToAsync("2026-06-01 15:05");

        var arrival = Assert.Single(world.Told());
        Assert.Contains("flat: Look for the bronze handle; Type the code, then the tick Walk past the bakery. Through the yard.", arrival, StringComparison.Ordinal);
        Assert.DoesNotContain("type the code and confirm", arrival, StringComparison.Ordinal);
        Assert.DoesNotContain("Pull the door", arrival, StringComparison.Ordinal);

        await world.GuestWritesOnWhatsAppAsync("Hello, how do I get in?");
        var told = string.Join('\n', world.Wire.ModelRequests);
        Assert.All(Written, line => Assert.Contains(line, told, StringComparison.Ordinal));
        Assert.Contains("Pull the door", told, StringComparison.Ordinal);

        using var guest = GuestBrowser.Of(world);
        var page = await guest.PageAsync(En);
        Assert.All(Written, line => Assert.Contains(line, page, StringComparison.Ordinal));
        Assert.DoesNotContain("Pull the door", page, StringComparison.Ordinal);
        Assert.Contains("flat: Pull the door ••••", await guest.PageAsync("/help?lang=en&saw=red"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_model_the_answer_and_the_help_at_the_door_say_the_same_steps()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await WriteAsync(world);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", language: "en");
        await world.ClockMovesToAsync("2026-06-01 15:05");
        var answer = await world.GuestWritesOnWhatsAppAsync("How do I get in?");
        Assert.All(Written, line => Assert.Contains(line, answer, StringComparison.Ordinal));
        Assert.DoesNotContain("Pull the door", answer, StringComparison.Ordinal);
        var help = await world.GuestWritesOnWhatsAppAsync("The code does not work");
        Assert.Contains("flat: Type the code, then the tick\nflat: Pull the door", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_its_time_the_page_says_how_the_code_is_typed_and_nothing_more()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var photo = await WriteAsync(world);
        using var guest = GuestBrowser.Of(world);
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-08", "2026-06-11");
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        foreach (var page in new[] { await guest.PageAsync(En), await guest.PageAsync("/help?lang=en&saw=red") })
        {
            Assert.DoesNotContain("bakery", page, StringComparison.Ordinal);
            Assert.DoesNotContain("bronze", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Pull the door", page, StringComparison.Ordinal);
            Assert.DoesNotContain("/photo/", page, StringComparison.Ordinal);
        }

        Assert.Contains("Type the code, then the tick", await guest.PageAsync(En), StringComparison.Ordinal);
        using var early = await guest.GetAsync($"/photo/{photo}");
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        await world.ClockMovesToAsync("2026-06-11 11:05");
        using var late = await guest.GetAsync($"/photo/{photo}");
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task A_picture_is_on_the_page_in_its_time_with_words_and_is_kept_by_nobody()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var photo = await WriteAsync(world);
        using var guest = GuestBrowser.Of(world);
        var page = await guest.PageAsync(En);
        Assert.Contains($"src=\"/g/{guest.Token}/photo/{photo}\" alt=\"The door with number ••••\"", page, StringComparison.Ordinal);
        Assert.Contains("alt=\"The door with number 2468\"", await guest.TappedAsync(En), StringComparison.Ordinal);
        var views = await ViewsAsync(world);
        using var seen = await guest.GetAsync($"/photo/{photo}");
        Assert.Equal((HttpStatusCode.OK, "image/png", "no-store", "nosniff"), (seen.StatusCode, seen.Content.Headers.ContentType!.ToString(), seen.Headers.CacheControl!.ToString(), seen.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal(Picture.Bytes, await seen.Content.ReadAsByteArrayAsync());
        Assert.Equal(views, await ViewsAsync(world));
    }

    [Fact]
    public async Task A_picture_of_another_property_of_no_step_or_behind_a_wrong_link_is_not_there()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var photo = await WriteAsync(world);
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("cabin", LockBehaviour.NativeSchedule));
        var foreign = await WriteAsync(world, "Olot");
        using var guest = GuestBrowser.Of(world);
        foreach (var id in new[] { foreign, Guid.Empty })
        {
            using var answer = await guest.GetAsync($"/photo/{id}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var wrong = new GuestBrowser(world, new string('b', 32));
        using var closed = await wrong.GetAsync($"/photo/{photo}");
        Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
        using var bent = await guest.GetAsync("/photo/..%2f..%2fsecret");
        Assert.Equal("text/html", bent.Content.Headers.ContentType?.MediaType); // The page for what is not there.

        await world.WithRowsAsync(db => db.EntrySteps.Where(s => s.PhotoId == photo).ExecuteUpdateAsync(s => s.SetProperty(p => p.PhotoId, (Guid?)null)));
        using var loose = await guest.GetAsync($"/photo/{photo}");
        Assert.Equal(HttpStatusCode.NotFound, loose.StatusCode);
    }

    private static PlainPicture Picture => PlainPicture.Of(Pictures.PngOfAProgram(), out _)!;

    private static async Task<int> ViewsAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        return await db.GuestLinks.SumAsync(l => l.Views);
    }

    /// <summary>Two steps of the way and one at the door with a picture, whose id comes back.</summary>
    private static async Task<Guid> WriteAsync(ServiceWorld world, string name = "Born 9")
    {
        var id = world.Services.GetRequiredService<Cendra.Domain.Time.IdSource>().Next();
        await world.WithRowsAsync(async db =>
        {
            var property = await db.Properties.Include(p => p.Doors).SingleAsync(p => p.Name == name);
            db.EntryPhotos.Add(world.Services.GetRequiredService<SealedPhotos>().Seal(id, property.Id, Picture, "The door with number 2468", world.Now));
            db.AddRange(
                property.OnTheWay("Through the yard.", position: 2), property.OnTheWay("Walk past the bakery."),
                property.At(property.Doors.Single(), "Type the code, then the tick", words: "Look for the bronze handle", ifItFails: "Pull the door 4711", photo: id));
        });
        return id;
    }
}
