using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Queries;
using Cendra.Server.Security;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

/// <summary>An escalation is put off, or closed with words on how it ended; never what Cendra sees the end of by itself, and never with a code in the words.</summary>
public sealed class EscalationActsTests
{
    [Fact]
    public async Task A_person_closes_what_only_a_person_can_with_words_on_how_it_ended_once()
    {
        await using var house = new House();
        var (desk, marta, id) = await RaisedAsync(house, "guest:0123:waits");
        Assert.Equal("", await desk.CloseAsync(id, "  Marta called him, he is in.  ", marta, CancellationToken.None));
        Assert.NotEqual("", await desk.CloseAsync(id, "Once more", marta, CancellationToken.None));
        await using var db = house.Database.Open();
        var closed = await db.Escalations.SingleAsync(e => e.Id == id);
        Assert.Equal(("Marta called him, he is in.", House.Evening), (closed.Outcome, closed.ResolvedUtc));
        var line = await db.AuditEvents.SingleAsync(e => e.Stream == closed.AuditStream && e.Kind == AuditKind.EscalationClosed);
        Assert.Equal(marta.Actor, line.Actor);
    }

    [Theory]
    [InlineData("lock-health:0123", "She is in", "closes this by itself")]
    [InlineData("source-gone:0123:R1", "She is still here", "closes this by itself")]
    [InlineData("guest:0123:waits", "ok", "Write how it ended")]
    [InlineData("guest:0123:waits", "Told her 48 21 97, works", "without numbers")]
    [InlineData("guest:0123:waits", "Told her 4821", "without numbers")]
    public async Task What_is_in_the_way_is_said_and_nothing_is_closed(string cause, string words, string says)
    {
        await using var house = new House();
        var (desk, marta, id) = await RaisedAsync(house, cause);
        Assert.Contains(says, await desk.CloseAsync(id, words, marta, CancellationToken.None), StringComparison.Ordinal);
        await using var db = house.Database.Open();
        Assert.Null((await db.Escalations.SingleAsync(e => e.Id == id)).ResolvedUtc);
    }

    [Fact]
    public async Task Who_only_looks_and_who_does_not_see_it_change_nothing()
    {
        await using var house = new House();
        var (desk, marta, id) = await RaisedAsync(house, "guest:0123:waits");
        foreach (var other in new[] { marta with { Role = HostRoles.Viewer }, marta with { Scope = PropertyScope.Some([house.NextId()]) } })
        {
            Assert.NotEqual("", await desk.CloseAsync(id, "It is over", other, CancellationToken.None));
            Assert.NotEqual("", await desk.SnoozeAsync(id, TimeSpan.FromMinutes(5), other, CancellationToken.None));
            Assert.NotEqual("", await desk.AcknowledgeAsync(id, other, CancellationToken.None));
        }

        await using var db = house.Database.Open();
        var still = await db.Escalations.SingleAsync(e => e.Id == id);
        Assert.Equal((null, null, null), (still.ResolvedUtc, still.AcknowledgedUtc, still.SnoozedUntilUtc));
    }

    [Fact]
    public async Task The_page_says_who_is_called_next_what_was_tried_and_until_when_it_is_put_off()
    {
        await using var house = new House();
        var (desk, marta, id) = await RaisedAsync(house, "guest:0123:waits", EscalationPriority.P0);
        await using (var db = house.Database.Open())
        {
            db.HostContacts.AddRange(
                new HostContact { Id = house.NextId(), Name = "Ana Roig", Phone = "+34600000001", CallOrder = 1 }, new HostContact { Id = house.NextId(), Name = "Oriol Serra", Phone = "+34600000002", CallOrder = 2 });
            var open = await db.Escalations.SingleAsync(e => e.Id == id);
            (open.NoticeRounds, open.NextNoticeUtc) = (2, House.Evening.AddSeconds(48));
            await db.SaveChangesAsync();
        }

        var query = house.Services.GetRequiredService<EscalationPageQuery>();
        var next = (await query.RunAsync(id, PropertyScope.All, CancellationToken.None))!.Next;
        Assert.Equal("Oriol Serra", Assert.Single(next.Joining));
        Assert.Equal((2, 2), (next.Called, next.People));
        Assert.Equal("", await desk.SnoozeAsync(id, TimeSpan.FromMinutes(10), marta, CancellationToken.None));
        var off = (await query.RunAsync(id, PropertyScope.All, CancellationToken.None))!;
        Assert.Equal((House.Evening.AddMinutes(10), "Marta Puig", true), (off.SnoozedUntilUtc, off.TakenBy, off.IsClosedByPeople));
    }

    private static async Task<(EscalationDesk Desk, SignedInHost Marta, Guid Id)> RaisedAsync(House house, string cause, EscalationPriority priority = EscalationPriority.P2)
    {
        _ = house.CreateClient();
        var marta = await house.AccountAsync("marta@puig-stays.example", HostRoles.Manager, null);
        var row = new Escalation { Id = house.NextId(), Cause = cause, Priority = priority, Title = "A guest waits", RaisedUtc = House.Evening };
        await using var db = house.Database.Open();
        db.HostContacts.RemoveRange(await db.HostContacts.ToListAsync());
        db.Escalations.Add(row);
        await db.SaveChangesAsync();
        return (house.Services.GetRequiredService<EscalationDesk>(), marta, row.Id);
    }
}
