using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Server.Console.Commands;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

public sealed class CodeRevealTests
{
    private const string Marta = "marta@puig-stays.example";

    [Fact]
    public async Task A_reveal_shows_the_digits_and_leaves_a_row_with_name_and_reason()
    {
        await using var house = new House();
        var stay = await StayAsync(house);
        var host = await house.AccountAsync(Marta, HostRoles.Manager, null);
        var revealed = await RevealAsync(house, stay, "Phone call, she typed 482073 twice", host);
        Assert.Equal(Neighbourhood.Pin, Assert.Single(revealed.Pins).Digits);
        await using var db = house.Database.Open();
        var row = await db.AuditEvents.Include(e => e.Personal).SingleAsync(e => e.Kind == AuditKind.CodeDisclosed);
        Assert.Equal(AuditActor.Host(host.Id), row.Actor);
        Assert.Contains("Phone call", row.Personal!.Fields, StringComparison.Ordinal);
        Assert.DoesNotContain(Neighbourhood.Pin, row.Personal.Fields + row.What + revealed.Pins[0], StringComparison.Ordinal);
        Assert.All(await db.StayPins.Where(p => p.StayId == stay.Id && p.ReplacedUtc == null && p.Sealed != null).ToListAsync(), p => Assert.NotNull(p.ToldUtc));
    }

    [Theory]
    [InlineData(HostRoles.Viewer, "Phone call", RevealOutcome.NotAllowed)]
    [InlineData(HostRoles.Owner, "   ", RevealOutcome.ReasonMissing)]
    public async Task Without_the_role_or_a_reason_nothing_is_shown_and_nothing_written(string role, string reason, RevealOutcome expected)
    {
        await using var house = new House();
        var stay = await StayAsync(house);
        var host = await house.AccountAsync(Marta, role, null);
        var revealed = await RevealAsync(house, stay, reason, host);
        Assert.Equal(expected, revealed.Outcome);
        Assert.Empty(revealed.Pins);
        await using var db = house.Database.Open();
        Assert.False(await db.AuditEvents.AnyAsync(e => e.Kind == AuditKind.CodeDisclosed));
    }

    [Fact]
    public async Task A_stay_outside_the_scope_is_not_revealed()
    {
        await using var house = new House();
        var stay = await StayAsync(house);
        var host = await house.AccountAsync(Marta, HostRoles.Manager, []);
        Assert.Equal(RevealOutcome.NotAllowed, (await RevealAsync(house, stay, "Phone call", host)).Outcome);
    }

    [Fact]
    public async Task When_the_row_cannot_be_written_no_digit_leaves()
    {
        await using var house = new House();
        var stay = await StayAsync(house);
        var host = await house.AccountAsync(Marta, HostRoles.Owner, null);
        await using (var db = house.Database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"AuditEvents\" RENAME COLUMN \"What\" TO \"Gone\"");
        }

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => RevealAsync(house, stay, "Phone call", host));
    }

    [Fact]
    public async Task A_page_of_a_stay_holds_no_digits_in_its_markup()
    {
        await using var house = new House();
        var stay = await StayAsync(house);
        await house.AccountAsync(Marta, HostRoles.Owner, null);
        var page = System.Net.WebUtility.HtmlDecode(await (await house.SignedInAsync(Marta)).GetStringAsync(new Uri($"/stays/{stay.Id}", UriKind.Relative)));
        Assert.Contains("••• •••", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Neighbourhood.Pin, page, StringComparison.Ordinal);
    }

    private static async Task<Stay> StayAsync(House house)
    {
        _ = house.CreateClient();
        var around = new Neighbourhood(house);
        await around.ConnectAsync();
        var property = await around.PropertyAsync("Carrer de Verdi 48, 2-1", "Barcelona", "Europe/Madrid", "Street door", "Flat");
        return await around.StayAsync(property, "Jonas Weber", 2, House.Evening.AddHours(1), House.Evening.AddDays(2));
    }

    private static Task<Revealed> RevealAsync(House house, Stay stay, string reason, Cendra.Server.Security.SignedInHost host) =>
        house.Services.GetRequiredService<CodeReveal>().RunAsync(stay.Id, reason, host, CancellationToken.None);
}
