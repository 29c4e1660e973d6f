using System.Net;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Messaging;
using Cendra.Messaging.Scheduled;
using Cendra.Server.Tests.Service;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Guests;

/// <summary>
/// One rule for all who may hear: in each state of a stay the guest's page, an answer to the guest, the message sent again and an answer to a stranger give the digits exactly when the
/// rule of disclosure says so for whoever asks that way.
/// </summary>
public sealed class ExitsAgreeTests
{
    private const string Question = "¿Cuál es el código de la puerta?";
    private const string Stranger = "+34611111111";

    [Theory]
    [InlineData("too early", DisclosureAnswer.TooEarly)]
    [InlineData("the day before", DisclosureAnswer.Share)]
    [InlineData("in the house", DisclosureAnswer.Share)]
    [InlineData("not on the lock", DisclosureAnswer.NoCodeYet)]
    [InlineData("after check-out", DisclosureAnswer.Ended)]
    [InlineData("cancelled", DisclosureAnswer.Cancelled)]
    public async Task Every_way_gives_digits_when_the_rule_says_so_and_only_then(string state, DisclosureAnswer expected)
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        var token = await ReachAsync(world, state);
        var stay = await StayAsync(world);
        Assert.Equal(expected, Disclosure.Decide(stay, null, IdentityLevel.Attested, world.Now).Answer);
        Assert.Equal(DisclosureAnswer.NotThisGuest, Disclosure.Decide(stay, null, IdentityLevel.Unknown, world.Now).Answer);
        var pins = stay.Pins.Where(p => p.Sealed is not null).Select(p => world.Vault.Reveal(p.Sealed!)).ToList();
        Assert.NotEmpty(pins);

        var shares = expected == DisclosureAnswer.Share;
        Assert.Equal(shares, await PageGivesAsync(world, token, pins));
        Assert.Equal(shares, Gives(await world.GuestWritesOnWhatsAppAsync(Question), pins));
        Assert.Equal(shares, await SendsAgainAsync(world, stay.Id));
        Assert.False(Gives(await world.GuestWritesOnWhatsAppAsync(Question, Stranger), pins));
    }

    /// <summary>Brings the one stay into a state; the token of the guest's page.</summary>
    private static async Task<string> ReachAsync(ServiceWorld world, string state)
    {
        if (state == "not on the lock")
        {
            world.Doors.FailNextSets("flat", 100);
        }

        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.ClockMovesToAsync("2026-06-01 15:15");
        var token = GuestBrowser.TokensIn(world.Told())[^1];
        switch (state)
        {
            case "too early":
                await world.PmsSendsAsync("R1", "Born 9", "2026-06-09", "2026-06-12");
                await world.WorkAsync();
                await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
                break;
            case "in the house":
                await world.ClockMovesToAsync("2026-06-02 15:10");
                break;
            case "after check-out":
                await world.ClockMovesToAsync("2026-06-05 11:10");
                break;
            case "cancelled":
                await world.PmsSendsAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "cancelled");
                await world.WorkAsync();
                break;
        }

        return token;
    }

    private static async Task<bool> PageGivesAsync(ServiceWorld world, string token, List<string> pins)
    {
        using var guest = new GuestBrowser(world, token);
        using var answer = await guest.TapAsync();
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, answer.StatusCode.ToString());
        return pins.Contains(GuestBrowser.DigitsIn(page), StringComparer.Ordinal) || Gives(page, pins);
    }

    private static bool Gives(string text, List<string> pins) => pins.Exists(p => text.Contains(p, StringComparison.Ordinal) || text.Contains(ServiceWorld.Spoken(p), StringComparison.Ordinal));

    private static async Task<bool> SendsAgainAsync(ServiceWorld world, Guid stayId)
    {
        var problem = "";
        await world.InScopeAsync<SendAgain>(async again => problem = (await again.RunAsync(stayId, PropertyScope.All, "test", CancellationToken.None)).Problem);
        return problem.Length == 0;
    }

    private static async Task<Domain.Stays.Stay> StayAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        return (await StayReader.ReadAsync(db, await db.Stays.Select(s => s.Id).SingleAsync(), CancellationToken.None))!;
    }
}
