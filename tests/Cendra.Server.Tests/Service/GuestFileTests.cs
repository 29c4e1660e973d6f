using System.Net;
using System.Text;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Files;
using Cendra.Simulator.Phones;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>A picture of a guest comes to the hosts who see the property and to nobody else, lies sealed, is taken away at the provider and forgotten in time; what fails is tried again.</summary>
public sealed class GuestFileTests
{
    private static readonly byte[] Picture = [0xFF, 0xD8, .. "the keypad of the flat"u8, 0xFF, 0xD9];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_picture_is_kept_for_hosts_taken_away_at_the_provider_and_forgotten_after_two_weeks(bool elsewhere)
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        world.Doors.KeepFilesElsewhere(elsewhere);
        await SendsAsync(world, "image/jpeg", Picture);
        var file = Assert.Single(await FilesAsync(world));
        Assert.Equal((GuestFileState.Kept, "image/jpeg"), (file.State, file.ContentType));
        Assert.NotNull(file.RemovedUtc);
        Assert.True(file.Sealed!.AsSpan().IndexOf("the keypad"u8) < 0, "It lies open.");

        await world.InScopeAsync<GuestFiles>(async files =>
        {
            Assert.Equal(Picture, (await files.ShowAsync(file.Id, PropertyScope.All, CancellationToken.None))!.Bytes);
            var property = (await world.StayAsync("R1")).PropertyId!.Value;
            Assert.NotNull(await files.ShowAsync(file.Id, PropertyScope.Some([property]), CancellationToken.None));
            Assert.Null(await files.ShowAsync(file.Id, PropertyScope.Some([]), CancellationToken.None));
        });
        Assert.Equal(HttpStatusCode.Redirect, (await world.CallAsync(new HttpRequestMessage(HttpMethod.Get, $"https://cendra.example/inbox/files/{file.Id}"))).StatusCode); // To sign in.

        Assert.Equal(file.KeptUtc + GuestFiles.KeptFor, file.DueAtUtc);
        await world.WithRowsAsync(db => db.GuestFiles.ExecuteUpdateAsync(s => s.SetProperty(f => f.DueAtUtc, world.Now).SetProperty(f => f.KeptUtc, world.Now - GuestFiles.KeptFor))); // Two weeks of a house take a while.
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        var later = Assert.Single(await FilesAsync(world));
        Assert.Equal((GuestFileState.Forgotten, null, null), (later.State, later.Sealed, later.DueAtUtc));
    }

    [Fact]
    public async Task The_same_message_again_brings_no_second_file_and_what_is_of_another_kind_stays_where_it_is()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await SendsAsync(world, "image/jpeg", Picture, count: 3);
        await SendsAsync(world, "application/x-msdownload", Encoding.ASCII.GetBytes("MZ"));
        await SendsAsync(world, "audio/ogg; codecs=opus", Picture);
        Assert.Equal([GuestFileState.Kept, GuestFileState.LeftThere, GuestFileState.Kept], (await FilesAsync(world)).Select(f => f.State));
    }

    [Fact]
    public async Task An_outage_is_made_up_for_and_a_file_that_is_not_given_for_a_day_is_lost()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.Doors.PhoneWritesAsync(new PhoneText { From = HousePhones.Guest, MediaContentType = "image/jpeg", MediaContent = Picture });
        world.Doors.StartMessagesOutage();
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(7));
        Assert.Equal(GuestFileState.Waiting, Assert.Single(await FilesAsync(world)).State);
        world.Doors.EndMessagesOutage();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(9));
        Assert.Equal(GuestFileState.Kept, Assert.Single(await FilesAsync(world)).State);

        await world.Doors.PhoneWritesAsync(new PhoneText { From = HousePhones.Guest, MediaContentType = "image/png", MediaContent = Picture });
        world.Doors.StartMessagesOutage();
        await world.WorkAsync();
        Assert.Equal(GuestFileState.Waiting, (await FilesAsync(world))[^1].State);
        await world.WithRowsAsync(db => db.GuestFiles.Where(f => f.State == GuestFileState.Waiting).ExecuteUpdateAsync(s => s.SetProperty(f => f.CreatedUtc, world.Now - GuestFiles.AskedFor).SetProperty(f => f.Failures, 4)));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        Assert.Equal([GuestFileState.Lost, GuestFileState.Kept], (await FilesAsync(world)).Select(f => f.State)); // The lost one was made to be older.
    }

    private static async Task SendsAsync(ServiceWorld world, string kind, byte[] content, int count = 1)
    {
        await world.Doors.PhoneWritesAsync(new PhoneText { From = HousePhones.Guest, MediaContentType = kind, MediaContent = content, Count = count });
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
    }

    private static async Task<List<GuestFile>> FilesAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        return await db.GuestFiles.OrderBy(f => f.CreatedUtc).ToListAsync();
    }
}
