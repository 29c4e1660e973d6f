using System.Net;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Console;

/// <summary>The link by which somebody who is called takes an escalation: looking does nothing, a tap does it once.</summary>
public sealed class NoticeLinkTests
{
    [Fact]
    public async Task Looking_shows_what_is_wrong_takes_nothing_and_leaves_a_line()
    {
        await using var house = new House();
        var (client, escalation, token) = await CalledAsync(house);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync(Path(token)));
        Assert.Contains("Jonas’s door does not hold the code", page, StringComparison.Ordinal);
        Assert.Contains("Carrer de Verdi 48, 2-1", page, StringComparison.Ordinal);
        Assert.Contains("Cendra tries again every 10 minutes.", page, StringComparison.Ordinal);
        Assert.Contains("Nobody has taken it yet.", page, StringComparison.Ordinal);
        Assert.All(["Weber", "491701234555", Neighbourhood.Pin, "<script"], hidden => Assert.DoesNotContain(hidden, page, StringComparison.Ordinal));
        Assert.Null((await ReadAsync(house, escalation.Id)).AcknowledgedUtc);
        await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, Path(token)));
        Assert.Null((await ReadAsync(house, escalation.Id)).AcknowledgedUtc);
        await using var db = house.Database.Open();
        var contact = await db.HostContacts.SingleAsync();
        var line = await db.AuditEvents.SingleAsync(e => e.Stream == escalation.AuditStream && e.Kind == AuditKind.LinkViewed);
        Assert.Equal(AuditActor.Contact(contact.Id), line.Actor);
    }

    [Fact]
    public async Task A_tap_takes_it_and_a_second_one_changes_nothing()
    {
        await using var house = new House();
        var (client, escalation, token) = await CalledAsync(house);
        Assert.Contains("You have it.", await TapAsync(client, token), StringComparison.Ordinal);
        house.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("You have it since 17:42.", await TapAsync(client, token), StringComparison.Ordinal);
        var taken = await ReadAsync(house, escalation.Id);
        Assert.Equal((House.Evening, "Oriol Serra"), (taken.AcknowledgedUtc!.Value, taken.AcknowledgedByName));
        await using var db = house.Database.Open();
        Assert.Equal(1, await db.AuditEvents.CountAsync(e => e.Stream == escalation.AuditStream && e.Kind == AuditKind.EscalationAcknowledged));
    }

    [Fact]
    public async Task Several_taps_and_looks_at_once_are_one_tap_and_all_get_an_answer()
    {
        await using var house = new House();
        var (client, escalation, token) = await CalledAsync(house);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0 ? client.PostAsync(Path(token), null) : client.GetAsync(Path(token))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        await using var db = house.Database.Open();
        Assert.Equal(1, await db.AuditEvents.CountAsync(e => e.Stream == escalation.AuditStream && e.Kind == AuditKind.EscalationAcknowledged));
        Assert.Equal(4, await db.AuditEvents.CountAsync(e => e.Stream == escalation.AuditStream && e.Kind == AuditKind.LinkViewed));
    }

    [Fact]
    public async Task Who_comes_second_reads_who_has_it_also_when_both_have_one_name()
    {
        await using var house = new House();
        var (client, escalation, first) = await CalledAsync(house);
        var second = await new Talk(house).CallAsync(escalation, "Oriol Serra");
        await TapAsync(client, first);
        var page = await TapAsync(client, second);
        Assert.Contains("Oriol Serra has it.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("You have it", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_a_closed_and_a_retired_link_look_the_same_and_say_nothing()
    {
        await using var house = new House();
        var (client, escalation, token) = await CalledAsync(house);
        var unknown = await GoneAsync(client, new string('a', 32));
        Assert.DoesNotContain("needed", unknown, StringComparison.OrdinalIgnoreCase);
        await using var db = house.Database.Open();
        var contact = await db.HostContacts.SingleAsync();
        contact.IsActive = false;
        await db.SaveChangesAsync();
        Assert.Equal(unknown, await GoneAsync(client, token));
        contact.IsActive = true;
        (await db.Escalations.SingleAsync(e => e.Id == escalation.Id)).Resolve(AuditActor.Cendra, "In order again", House.Evening);
        await db.SaveChangesAsync();
        Assert.Equal(unknown, await GoneAsync(client, token));
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync(Path(token), null)).StatusCode);
        Assert.Null((await ReadAsync(house, escalation.Id)).AcknowledgedUtc);
    }

    [Fact]
    public async Task The_answer_is_kept_nowhere_indexed_nowhere_and_named_to_nobody()
    {
        await using var house = new House();
        var (client, _, token) = await CalledAsync(house);
        foreach (var answer in new[] { await client.GetAsync(Path(token)), await client.PostAsync(Path(token), null), await client.GetAsync(Path(new string('b', 32))) })
        {
            Assert.Contains("no-store", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Contains("noindex", answer.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Guessing_is_stopped_after_thirty_tries_a_minute()
    {
        await using var house = new House();
        var client = house.CreateClient();
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Path($"{i:D32}"))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.GetAsync(Path(new string('c', 32)))).StatusCode);
    }

    private static async Task<(HttpClient Client, Escalation Escalation, string Token)> CalledAsync(House house)
    {
        var client = house.CreateClient();
        var around = new Neighbourhood(house);
        await around.ConnectAsync();
        var property = await around.PropertyAsync("Carrer de Verdi 48, 2-1", "Barcelona", "Europe/Madrid", "Street door", "Flat");
        var stay = await around.StayAsync(property, "Jonas Weber", 2, House.Evening.AddHours(1), House.Evening.AddDays(2));
        await new Talk(house).BeginAsync(stay, "+491701234555", "de");
        var escalation = await around.EscalateAsync("Jonas’s door does not hold the code", "It went offline.", stay);
        return (client, escalation, await new Talk(house).CallAsync(escalation, "Oriol Serra"));
    }

    private static async Task<Escalation> ReadAsync(House house, Guid id)
    {
        await using var db = house.Database.Open();
        return await db.Escalations.AsNoTracking().SingleAsync(e => e.Id == id);
    }

    private static async Task<string> TapAsync(HttpClient client, string token)
    {
        var answer = await client.PostAsync(Path(token), null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> GoneAsync(HttpClient client, string token)
    {
        var answer = await client.GetAsync(Path(token));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static Uri Path(string token) => new($"/a/{token}", UriKind.Relative);
}
