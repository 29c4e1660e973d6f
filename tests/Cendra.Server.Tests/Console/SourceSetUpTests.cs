using System.Net;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Orders;
using Cendra.Lifecycle.Outbound;
using Cendra.Lifecycle.Reservations.Generic;
using Cendra.Lifecycle.Reservations.ICal;
using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Queries;
using Cendra.Server.Security;
using Cendra.Server.Tests.Service;
using Cendra.Server.Tests.World;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cendra.Server.Tests.Console;

/// <summary>Calendars and lists as an owner connects, changes, pauses and removes them on the page.</summary>
public sealed class SourceSetUpTests
{
    private const string Secret = "s3cr3t-of-the-address";
    private const string Address = $"https://calendar.example/{Secret}.ics";
    private static readonly SignedInHost Owner = new(Guid.Parse("0192f0a0-0000-7000-8000-000000000001"), "Marta Puig", HostRoles.Owner, PropertyScope.All);

    [Fact]
    public async Task An_address_is_tried_before_it_is_saved_and_its_bookings_get_their_codes()
    {
        var feed = new Feed();
        await using var world = await StartAsync(feed);
        feed.Lists(("a@x", "20260602", "20260604"), ("b@x", "20260610", "20260612"));
        var saved = await world.Services.GetRequiredService<SourceSetUp>().SaveAsync(await DraftAsync(world), Owner, CancellationToken.None);
        Assert.Equal(("Two bookings found there.", ""), (saved.Found, saved.Problem));
        await world.ClockMovesToAsync(world.Now.AddMinutes(5));
        await HostTellsAsync(world, "a@x");
        await world.ClockMovesToAsync(ServiceWorld.Utc("2026-06-02 15:05"));
        Assert.True(await world.GuestTypesAsync("flat", await world.DigitsAsync("a@x", "flat")));
        var view = await ViewAsync(world);
        Assert.Equal(("https://calendar.example/…", 2, false), (view.Where, view.Listed, view.IsPaused));
    }

    [Fact]
    public async Task The_address_stands_in_no_line_no_chain_and_no_row()
    {
        var feed = new Feed();
        await using var world = await StartAsync(feed);
        feed.Lists(("a@x", "20260602", "20260604"));
        var setUp = world.Services.GetRequiredService<SourceSetUp>();
        Assert.Equal("", (await setUp.SaveAsync(await DraftAsync(world), Owner, CancellationToken.None)).Problem);
        feed.Answer = _ => new HttpResponseMessage(HttpStatusCode.NotFound);
        await world.ClockMovesToAsync(world.Now.AddMinutes(30));
        Assert.DoesNotContain(world.Log.Lines, l => l.Contains(Secret, StringComparison.Ordinal));
        await using var db = world.Open();
        Assert.DoesNotContain(await db.AuditEvents.Select(e => e.What).ToListAsync(), w => w.Contains(Secret, StringComparison.Ordinal));
        var row = await db.Connections.SingleAsync(c => c.Kind == ConnectionKind.ICalendar);
        Assert.DoesNotContain(Secret, row.StateText + System.Text.Encoding.Latin1.GetString(row.SealedSettings!), StringComparison.Ordinal);
        Assert.Equal("", setUp.Draft(row)!.Url);
        Assert.Equal(ConnectionState.NeedsSignIn, row.State);
        Assert.NotNull((await ViewAsync(world)).FailingSinceUtc);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "", "does not hold any more")]
    [InlineData(HttpStatusCode.InternalServerError, "", "answers 500")]
    [InlineData(HttpStatusCode.OK, "<html>Sign in</html>", "calendar")]
    public async Task What_cannot_be_read_is_said_in_words_and_nothing_is_saved(HttpStatusCode status, string body, string says)
    {
        var feed = new Feed { Answer = _ => new HttpResponseMessage(status) { Content = new StringContent(body) } };
        await using var world = await StartAsync(feed);
        var saved = await world.Services.GetRequiredService<SourceSetUp>().SaveAsync(await DraftAsync(world), Owner, CancellationToken.None);
        Assert.StartsWith("It was tried and is not saved.", saved.Problem, StringComparison.Ordinal);
        Assert.Contains(says, saved.Problem, StringComparison.Ordinal);
        await using var db = world.Open();
        Assert.Equal((0, 0), (await db.Connections.CountAsync(c => c.Kind == ConnectionKind.ICalendar), await db.SourceSyncs.CountAsync()));
        Assert.Single(await db.PropertyListings.ToListAsync()); // The one that every world has.
    }

    [Theory]
    [InlineData("https://127.0.0.1/a.ics")]
    [InlineData("https://[::1]/a.ics")]
    [InlineData("http://public.example/a.ics")]
    [InlineData("https://public.example:22/a.ics")]
    [InlineData("https://user:word@public.example/a.ics")]
    [InlineData("https://private.example/a.ics")]
    [InlineData("https://metadata.example/latest/meta-data")]
    [InlineData("file:///etc/passwd")]
    [InlineData("calendar")]
    public async Task An_address_inside_is_neither_called_nor_saved(string address)
    {
        var network = new MadeUpNetwork().Knows("public.example", ["93.184.216.34"]).Knows("private.example", ["10.0.0.5"]).Knows("metadata.example", ["169.254.169.254"]);
        await using var house = new House(jobsRun: false);
        await using var server = house.WithWebHostBuilder(b => b.ConfigureTestServices(s => s.Replace(ServiceDescriptor.Singleton<OutboundNetwork>(network))));
        foreach (var kind in new[] { ConnectionKind.ICalendar, ConnectionKind.GenericList })
        {
            var saved = await server.Services.GetRequiredService<SourceSetUp>().SaveAsync(new SourceDraft { Kind = kind, Name = "inside", Url = address }, Owner, CancellationToken.None);
            Assert.NotEmpty(saved.Problem);
        }

        Assert.Empty(network.Connected);
        await using var db = server.Services.GetRequiredService<CendraDatabase>().Open();
        Assert.Empty(await db.Connections.ToListAsync());
    }

    [Fact]
    public async Task A_pause_and_a_change_keep_every_booking_and_every_code()
    {
        var feed = new Feed();
        await using var world = await StartAsync(feed);
        feed.Lists(("a@x", "20260602", "20260604"));
        var (setUp, control) = (world.Services.GetRequiredService<SourceSetUp>(), world.Services.GetRequiredService<SourceControl>());
        await setUp.SaveAsync(await DraftAsync(world), Owner, CancellationToken.None);
        await world.ClockMovesToAsync(world.Now.AddMinutes(5));
        var (stay, pin, asked) = ((await world.StayAsync("a@x")).Id, await world.DigitsAsync("a@x", "flat"), feed.Asked);
        await HostTellsAsync(world, "a@x");
        var id = (await ViewAsync(world)).Id;
        Assert.Equal("", await control.PauseAsync(id, Owner, CancellationToken.None));
        Assert.Equal("", await control.PauseAsync(id, Owner, CancellationToken.None));
        feed.Lists();
        await world.ClockMovesToAsync(ServiceWorld.Utc("2026-06-02 15:05"));
        Assert.True((await ViewAsync(world)).IsPaused);
        Assert.Equal(asked, feed.Asked);
        Assert.True(await world.GuestTypesAsync("flat", pin));
        feed.Lists(("a@x", "20260602", "20260605"));
        Assert.Equal("", (await setUp.SaveAsync(new SourceDraft { Id = id, OpaqueIsGuestStay = true }, Owner, CancellationToken.None)).Problem);
        Assert.True((await ViewAsync(world)).IsPaused);
        Assert.Equal("", await control.ResumeAsync(id, Owner, CancellationToken.None));
        await world.ClockMovesToAsync(world.Now.AddMinutes(2));
        Assert.Equal((stay, new DateOnly(2026, 6, 5)), ((await world.StayAsync("a@x")).Id, (await world.StayAsync("a@x")).CheckOutLocal));
        Assert.Equal(pin, await world.DigitsAsync("a@x", "flat"));
    }

    [Fact]
    public async Task T53_When_an_owner_removes_a_connection_its_codes_run_to_check_out()
    {
        var feed = new Feed();
        await using var world = await StartAsync(feed);
        feed.Lists(("a@x", "20260602", "20260604"));
        await world.Services.GetRequiredService<SourceSetUp>().SaveAsync(await DraftAsync(world), Owner, CancellationToken.None);
        await world.ClockMovesToAsync(world.Now.AddMinutes(5));
        var pin = await world.DigitsAsync("a@x", "flat");
        await HostTellsAsync(world, "a@x");
        feed.Answer = _ => new HttpResponseMessage(HttpStatusCode.NotFound); // With a task about it open.
        await world.ClockMovesToAsync(world.Now.AddMinutes(30));
        Assert.Equal("", await world.Services.GetRequiredService<SourceControl>().RemoveAsync((await ViewAsync(world)).Id, Owner, CancellationToken.None));
        Assert.Empty(await world.Services.GetRequiredService<SourcesQuery>().RunAsync(CancellationToken.None));
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("source-", StringComparison.Ordinal));
        await world.ClockMovesToAsync(ServiceWorld.Utc("2026-06-04 10:55"));
        Assert.True(await world.GuestTypesAsync("flat", pin));
        await world.ClockMovesToAsync(ServiceWorld.Utc("2026-06-04 11:45"));
        Assert.False(await world.GuestTypesAsync("flat", pin));
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    [Fact]
    public async Task A_list_that_lacks_too_much_counts_once_an_owner_says_that_it_is_right()
    {
        var feed = new Feed();
        await using var world = await StartAsync(feed);
        feed.Lists(("a@x", "20260710", "20260712"), ("b@x", "20260713", "20260715"), ("c@x", "20260716", "20260718"), ("d@x", "20260719", "20260721"));
        await world.Services.GetRequiredService<SourceSetUp>().SaveAsync(await DraftAsync(world), Owner, CancellationToken.None);
        await world.ClockMovesToAsync(world.Now.AddMinutes(5));
        feed.Lists(("a@x", "20260710", "20260712"));
        await world.ClockMovesToAsync(world.Now.AddHours(2));
        var held = await ViewAsync(world);
        Assert.Equal((true, false), (held.SuspectSinceUtc is not null, held.IsAccepted));
        Assert.Equal(StayStatus.Confirmed, (await world.StayAsync("b@x")).Status);
        var control = world.Services.GetRequiredService<SourceControl>();
        Assert.Equal("", await control.AcceptAsync(held.Id, Owner, CancellationToken.None));
        await world.ClockMovesToAsync(world.Now.AddMinutes(10));
        Assert.Equal(3, (await ViewAsync(world)).Missing);
        await world.ClockMovesToAsync(world.Now.AddHours(1));
        Assert.Equal(StayStatus.Cancelled, (await world.StayAsync("b@x")).Status);
        Assert.Equal(StayStatus.Confirmed, (await world.StayAsync("a@x")).Status);
    }

    [Fact]
    public async Task A_key_goes_to_the_host_it_was_given_for_and_to_no_other()
    {
        var keys = new List<(string Host, string? Key)>();
        var feed = new Feed { Answer = r => { keys.Add((r.RequestUri!.Host, r.Headers.Authorization?.Parameter)); return new HttpResponseMessage { Content = new StringContent("""{"reservations":[]}""") }; } };
        await using var world = await StartAsync(feed);
        var setUp = world.Services.GetRequiredService<SourceSetUp>();
        Assert.Equal("No bookings found there.", (await setUp.SaveAsync(new SourceDraft { Kind = ConnectionKind.GenericList, Name = "my-list", Url = "https://list.example/all", Key = "k3y" }, Owner, CancellationToken.None)).Found);
        var id = (await ViewAsync(world)).Id;
        Assert.StartsWith("Key:", (await setUp.SaveAsync(new SourceDraft { Id = id, Url = "https://other.example/all" }, Owner, CancellationToken.None)).Problem, StringComparison.Ordinal);
        Assert.Equal("", (await setUp.SaveAsync(new SourceDraft { Id = id, Url = "https://list.example/more" }, Owner, CancellationToken.None)).Problem);
        Assert.Equal("", (await setUp.SaveAsync(new SourceDraft { Id = id, Url = "https://other.example/all", ForgetKey = true }, Owner, CancellationToken.None)).Problem);
        Assert.Equal([("list.example", "k3y"), ("list.example", "k3y"), ("other.example", null)], keys);
    }

    [Fact]
    public async Task A_manager_changes_no_source_and_configuration_is_changed_in_its_file()
    {
        var feed = new Feed();
        await using var world = await StartAsync(feed);
        var manager = Owner with { Role = HostRoles.Manager };
        Assert.NotEmpty((await world.Services.GetRequiredService<SourceSetUp>().SaveAsync(await DraftAsync(world), manager, CancellationToken.None)).Problem);
        await using var db = world.Open();
        var pms = await db.Connections.Where(c => c.Name == ServiceWorld.Pms).Select(c => c.Id).SingleAsync();
        Assert.NotEmpty(await world.Services.GetRequiredService<SourceControl>().RemoveAsync(pms, Owner, CancellationToken.None));
        Assert.Equal(0, feed.Asked);
    }

    private static async Task<SourceDraft> DraftAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        return new SourceDraft { Name = "olot-calendar", Url = Address, PropertyId = (await db.Properties.SingleAsync()).Id };
    }

    /// <summary>A calendar knows no phone. Once a host has told the guest, nobody is called about it every five minutes.</summary>
    private static async Task HostTellsAsync(ServiceWorld world, string uid)
    {
        var stay = await world.StayAsync(uid);
        await world.InScopeAsync<StayOrders>(async orders => Assert.Equal("", (await orders.ToldAsync(stay.Id, PropertyScope.All, Owner.Actor, CancellationToken.None)).Problem));
    }

    private static async Task<SourceView> ViewAsync(ServiceWorld world) => Assert.Single(await world.Services.GetRequiredService<SourcesQuery>().RunAsync(CancellationToken.None)).Value;

    private static async Task<ServiceWorld> StartAsync(Feed feed)
    {
        var world = await ServiceWorld.OpenAsync(new WorldOptions
        {
            Also = services =>
            {
                services.AddHttpClient(CalendarSource.ClientName).ConfigurePrimaryHttpMessageHandler(() => feed);
                services.AddHttpClient(GenericListSource.ClientName).ConfigurePrimaryHttpMessageHandler(() => feed);
            },
        });
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        return world;
    }

    /// <summary>What stands at the address.</summary>
    private sealed class Feed : HttpMessageHandler
    {
        public Func<HttpRequestMessage, HttpResponseMessage> Answer { get; set; } = _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);

        public int Asked { get; private set; }

        public void Lists(params (string Uid, string From, string Until)[] stays)
        {
            var body = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Airbnb Inc//Hosting Calendar 1.0//EN\r\n"
                + string.Concat(stays.Select(s => $"BEGIN:VEVENT\r\nUID:{s.Uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:{s.From}\r\nDTEND;VALUE=DATE:{s.Until}\r\nSUMMARY:Reserved\r\nEND:VEVENT\r\n")) + "END:VCALENDAR\r\n";
            Answer = _ => new HttpResponseMessage { Content = new StringContent(body) };
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(Answer(request));
        }

        protected override void Dispose(bool disposing)
        {
            // Handlers are pooled and disposed by the server; this one is the test's.
        }
    }
}
