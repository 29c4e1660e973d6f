using System.Net;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Orders;
using Cendra.Messaging.Scheduled;
using Cendra.Server.Security;
using Cendra.Server.Tests.Service;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Guests;

/// <summary>The link to a stay's page: who has it, what looking does, when it opens, and what a tap brings.</summary>
public sealed class GuestLinkTests
{
    [Fact]
    public async Task The_link_goes_with_the_arrival_message_and_stands_in_no_row()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        Assert.Contains($"{ServiceWorld.OwnUrl}/g/{guest.Token}", Assert.Single(world.Told()), StringComparison.Ordinal);
        Assert.DoesNotContain(await GuestBrowser.RowsAsync(world), row => row.Contains(guest.Token, StringComparison.Ordinal));
        await using var db = world.Open();
        var link = await db.GuestLinks.SingleAsync();
        Assert.Equal((LinkTokens.Hash(guest.Token), 1), (link.TokenHash, link.GuestVersion));
        Assert.Contains("[[link]]", (await db.Messages.SingleAsync(m => m.Kind == "pre-arrival")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_guest_gets_the_same_link_with_every_message()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-05");
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        var told = GuestBrowser.TokensIn(world.Told());
        Assert.Equal(2, told.Count);
        Assert.Single(told.Distinct());
    }

    [Fact]
    public async Task A_link_that_a_host_ended_opens_nothing_and_the_code_sent_again_brings_another()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var old = GuestBrowser.Of(world);
        var seal = GuestBrowser.SealIn(await old.PageAsync());
        var stayId = Guid.Empty;
        await world.WithRowsAsync(async db => stayId = (await db.Stays.SingleAsync()).Id);
        await world.InScopeAsync<StayOrders>(async orders =>
        {
            Assert.True((await orders.EndLinkAsync(stayId, PropertyScope.Some([]), "host:x", CancellationToken.None)).IsRefused);
            Assert.Equal(Ordered.Done, await orders.EndLinkAsync(stayId, PropertyScope.All, "host:x", CancellationToken.None));
            Assert.True((await orders.EndLinkAsync(stayId, PropertyScope.All, "host:x", CancellationToken.None)).IsRefused);
        });
        using var looked = await old.GetAsync();
        using var tapped = await old.PostAsync("", seal);
        using var never = await new GuestBrowser(world, new string('b', 32)).GetAsync();
        Assert.Equal((never.StatusCode, never.StatusCode), (looked.StatusCode, tapped.StatusCode));
        Assert.Equal("", GuestBrowser.DigitsIn(await tapped.Content.ReadAsStringAsync()));

        await world.InScopeAsync<SendAgain>(async again => Assert.Equal(Ordered.Done, await again.RunAsync(stayId, PropertyScope.All, "host:x", CancellationToken.None)));
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        using var anew = GuestBrowser.Of(world);
        Assert.NotEqual(old.Token, anew.Token);
        Assert.Equal(await world.DigitsAsync("R1", "flat"), GuestBrowser.DigitsIn(await anew.TappedAsync()));
        using var still = await old.GetAsync();
        Assert.Equal(never.StatusCode, still.StatusCode);
    }

    [Fact]
    public async Task Scanners_that_look_and_send_empty_forms_change_no_row_and_learn_no_digit()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        var pin = await world.DigitsAsync("R1", "flat");
        using var nobody = new GuestBrowser(world, new string('b', 32));
        var before = await GuestBrowser.RowsAsync(world);
        foreach (var more in new[] { "", "/help", "?lang=ar", "/help?saw=dark", "/help?saw=%00&lang=xx" })
        {
            using var look = await guest.GetAsync(more);
            Assert.Equal(HttpStatusCode.OK, look.StatusCode);
            Assert.DoesNotContain(pin, await look.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var head = await guest.SendAsync(HttpMethod.Head, more);
            using var other = await nobody.SendAsync(HttpMethod.Head, more);
            Assert.Equal(other.StatusCode, head.StatusCode);
            Assert.DoesNotContain("Born 9", await head.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var empty = await guest.PostAsync(more, "");
            Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
            Assert.Equal("", GuestBrowser.DigitsIn(await empty.Content.ReadAsStringAsync()));
            using var unread = await guest.SendAsync(HttpMethod.Post, more);
            Assert.False(unread.IsSuccessStatusCode);
        }

        await world.WorkAsync();
        Assert.Equal(before, await GuestBrowser.RowsAsync(world));
        await using var db = world.Open();
        Assert.Equal(2 * 5, (await db.GuestLinks.SingleAsync()).Views);
    }

    [Fact]
    public async Task A_seal_of_another_link_or_of_yesterday_is_none()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("cabin", Simulator.Locks.LockBehaviour.NativeSchedule));
        await world.PmsSendsAndTheLockTakesItAsync("R2", "Olot", "2026-06-01", "2026-06-03", phone: "+34600000002");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        using var guest = GuestBrowser.Of(world);
        using var other = GuestBrowser.Of(world, "+34600000002");
        var seal = GuestBrowser.SealIn(await guest.PageAsync());
        using var swapped = await other.PostAsync("", seal);
        Assert.Equal(HttpStatusCode.BadRequest, swapped.StatusCode);
        await world.ClockMovesAsync(TimeSpan.FromHours(13));
        using var old = await guest.PostAsync("", seal);
        Assert.Equal(HttpStatusCode.BadRequest, old.StatusCode);
        Assert.Contains("Todavía no se ha hecho nada", WebUtility.HtmlDecode(await old.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(await world.DigitsAsync("R1", "flat"), GuestBrowser.DigitsIn(await guest.TappedAsync()));
    }

    [Fact]
    public async Task A_tap_shows_the_code_as_often_as_it_is_tapped_and_each_time_is_in_the_chain()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.Equal("", GuestBrowser.DigitsIn(await guest.PageAsync()));
        Assert.Equal(pin, GuestBrowser.DigitsIn(await guest.TappedAsync()));
        Assert.Equal(pin, GuestBrowser.DigitsIn(await guest.TappedAsync()));
        Assert.Equal("", GuestBrowser.DigitsIn(await guest.PageAsync()));
        var lines = (await LinesAsync(world)).Where(e => e is { Kind: AuditKind.CodeDisclosed, Actor: AuditActor.Guest }).ToList();
        Assert.Equal(["Code shown on the guest page", "Code shown on the guest page"], lines.Select(l => l.What));
    }

    [Fact]
    public async Task No_digit_is_opened_where_the_line_about_it_cannot_be_saved()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        var seal = GuestBrowser.SealIn(await guest.PageAsync());
        await world.SqlAsync("ALTER TABLE \"AuditEvents\" RENAME TO \"AuditEventsAway\"");
        try
        {
            using var answer = await guest.PostAsync("", seal);
            Assert.Equal("", GuestBrowser.DigitsIn(await answer.Content.ReadAsStringAsync()));
        }
        catch (Exception refused) when (refused is not Xunit.Sdk.XunitException)
        {
            // In memory the server's own exception comes through; over a port it is a 500. Either way nothing was opened.
            Assert.DoesNotContain(await world.DigitsAsync("R1", "flat"), refused.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            await world.SqlAsync("ALTER TABLE \"AuditEventsAway\" RENAME TO \"AuditEvents\"");
        }
    }

    [Fact]
    public async Task Every_view_is_counted_and_the_chain_gets_a_line_a_minute()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        for (var i = 0; i < 5; i++)
        {
            await guest.PageAsync();
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => guest.PageAsync("/help")));
        world.Time.Advance(TimeSpan.FromMinutes(2));
        await guest.PageAsync();
        await using var db = world.Open();
        Assert.Equal(10, (await db.GuestLinks.SingleAsync()).Views);
        var lines = (await LinesAsync(world)).Where(e => e.Kind == AuditKind.LinkViewed).ToList();
        Assert.Equal(["The guest page was viewed: 1 in all", "The guest page was viewed: 10 in all"], lines.Select(l => l.What));
        Assert.All(lines, l => Assert.Equal(AuditActor.Guest, l.Actor));
    }

    [Fact]
    public async Task A_scanner_that_looks_for_ever_leaves_two_hundred_lines_and_no_more()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        await world.SqlAsync($"UPDATE \"GuestLinks\" SET \"Lines\" = {GuestLink.MostLines - 1}");
        for (var i = 0; i < 3; i++)
        {
            await guest.PageAsync();
            world.Time.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Single(await LinesAsync(world), e => e.Kind == AuditKind.LinkViewed);
        await using var db = world.Open();
        Assert.Equal((3, GuestLink.MostLines), await db.GuestLinks.Select(l => new ValueTuple<int, int>(l.Views, l.Lines)).SingleAsync());
    }

    [Fact]
    public async Task The_answers_are_kept_nowhere_indexed_nowhere_and_named_to_nobody()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        using var nobody = new GuestBrowser(world, new string('b', 32));
        foreach (var answer in new[] { await guest.GetAsync(), await guest.TapAsync(), await guest.GetAsync("/help"), await guest.TapAsync("/help"), await nobody.GetAsync(), await nobody.PostAsync("", "x") })
        {
            Assert.Contains("no-store", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Contains("noindex", answer.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
            Assert.Contains("script-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Set-Cookie"), "a page of a link sets no cookie");
        }
    }

    [Fact]
    public async Task Guessing_ends_after_thirty_wrong_links_a_minute_and_whoever_has_a_right_one_is_still_let_in()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        for (var i = 0; i < GuessLimit.PerMinute; i++)
        {
            using var nobody = new GuestBrowser(world, $"{new string('c', 30)}{(char)('b' + (i / 10))}{(char)('b' + (i % 10))}");
            using var wrong = await nobody.GetAsync();
            Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        }

        using var last = new GuestBrowser(world, new string('d', 32));
        foreach (var answer in new[] { await last.GetAsync(), await last.PostAsync("", "x"), await last.GetAsync("/help") })
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.Equal("", await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal(await world.DigitsAsync("R1", "flat"), GuestBrowser.DigitsIn(await guest.TappedAsync()));
    }

    [Fact]
    public async Task A_guest_who_was_replaced_has_a_dead_link_and_the_new_one_a_link_of_their_own()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var former = GuestBrowser.Of(world);
        var unknown = await DeadAsync(world);
        var seal = GuestBrowser.SealIn(await former.PageAsync());
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-04", guest: "Noa Weiss", phone: "+34600000002", language: "de");
        await world.WorkAsync();
        Assert.Equal(unknown, await DeadAsync(former, seal));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(10));
        using var next = GuestBrowser.Of(world, "+34600000002");
        Assert.Contains("Willkommen, Noa", await next.PageAsync(), StringComparison.Ordinal);
        Assert.Equal(await world.DigitsAsync("R1", "flat"), GuestBrowser.DigitsIn(await next.TappedAsync()));
        Assert.Equal(unknown, await DeadAsync(former, seal));
    }

    [Fact]
    public async Task A_number_that_was_corrected_leaves_the_wrong_phone_with_a_dead_link()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var wrong = GuestBrowser.Of(world);
        await world.WithRowsAsync(async db => (await db.Reservations.SingleAsync()).GuestPhone = "+34600000003");
        Assert.Equal(await DeadAsync(world), await DeadAsync(wrong, ""));
        await world.WithRowsAsync(async db => (await db.Reservations.SingleAsync()).GuestPhone = HousePhones.Guest);
        Assert.Contains("Lucía", await wrong.PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_stay_and_one_that_is_long_over_have_dead_links_that_look_like_unknown_ones()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        var (unknown, seal) = (await DeadAsync(world), GuestBrowser.SealIn(await guest.PageAsync()));
        Assert.DoesNotContain("Born", unknown, StringComparison.Ordinal);
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-04", status: "cancelled");
        await world.WorkAsync();
        Assert.Equal(unknown, await DeadAsync(guest, seal));

        await using var other = await ServiceWorld.WithAGuestInHouseAsync();
        using var over = GuestBrowser.Of(other);
        await other.ClockMovesToAsync("2026-06-05 11:31");
        Assert.Equal(unknown, await DeadAsync(over, ""));
    }

    [Fact]
    public async Task A_booking_that_came_back_has_its_link_again()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        await world.WithRowsAsync(async db => (await db.Stays.SingleAsync()).Status = StayStatus.Cancelled);
        await DeadAsync(guest, "");
        await world.WithRowsAsync(async db => (await db.Stays.SingleAsync()).Status = StayStatus.Confirmed);
        Assert.Contains("Lucía", await guest.PageAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> DeadAsync(ServiceWorld world)
    {
        using var nobody = new GuestBrowser(world, new string('b', 32));
        return await DeadAsync(nobody, "");
    }

    /// <summary>The one answer to a link that opens nothing, the same for each way of asking.</summary>
    private static async Task<string> DeadAsync(GuestBrowser guest, string seal)
    {
        var pages = new List<string>();
        foreach (var answer in new[] { await guest.GetAsync(), await guest.GetAsync("/help"), await guest.PostAsync("", seal), await guest.PostAsync("/help", seal) })
        {
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            pages.Add(await answer.Content.ReadAsStringAsync());
        }

        return Assert.Single(pages.Distinct());
    }

    private static async Task<IReadOnlyList<AuditEvent>> LinesAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        var stream = $"stay:{(await db.GuestLinks.FirstAsync()).StayId:N}";
        return await db.AuditEvents.Where(e => e.Stream == stream).OrderBy(e => e.Sequence).ToListAsync();
    }
}
