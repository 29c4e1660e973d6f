using System.Net;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Database;
using Cendra.Server.Console.Commands;
using Cendra.Server.Security;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

public sealed class SecretRevealTests
{
    private const string Marta = "marta@puig-stays.example";
    private const string Secret = "SolYMar-2026";

    [Fact]
    public async Task A_reveal_shows_the_secret_and_leaves_a_row_with_name_and_reason_and_without_the_secret()
    {
        await using var house = new House(jobsRun: false);
        var property = await PropertyAsync(house);
        var host = await house.AccountAsync(Marta, HostRoles.Manager, null);
        var revealed = await RevealAsync(house, property, $"She typed {Secret} twice, room 12", host);
        Assert.Equal(Secret, Assert.Single(revealed.Pins).Digits);
        await using var db = house.Database.Open();
        var row = await db.AuditEvents.Include(e => e.Personal).SingleAsync(e => e.Kind == AuditKind.SecretDisclosed);
        Assert.Equal((AuditActor.Host(host.Id), $"property:{property:N}"), (row.Actor, row.Stream));
        Assert.Contains("She typed ··· twice, room ··", System.Text.RegularExpressions.Regex.Unescape(row.Personal!.Fields), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HostRoles.Viewer, "Phone call", RevealOutcome.NotAllowed)]
    [InlineData(HostRoles.Owner, "   ", RevealOutcome.ReasonMissing)]
    public async Task Without_the_role_or_a_reason_nothing_is_shown_and_nothing_written(string role, string reason, RevealOutcome expected)
    {
        await using var house = new House(jobsRun: false);
        var property = await PropertyAsync(house);
        var revealed = await RevealAsync(house, property, reason, await house.AccountAsync(Marta, role, null));
        Assert.Equal((expected, 0), (revealed.Outcome, revealed.Pins.Count));
        await using var db = house.Database.Open();
        Assert.False(await db.AuditEvents.AnyAsync(e => e.Kind == AuditKind.SecretDisclosed));
    }

    [Fact]
    public async Task A_property_outside_the_scope_and_a_name_that_is_not_set_show_nothing()
    {
        await using var house = new House(jobsRun: false);
        var property = await PropertyAsync(house);
        Assert.Equal(RevealOutcome.NotAllowed, (await RevealAsync(house, property, "Phone call", await house.AccountAsync(Marta, HostRoles.Manager, []))).Outcome);
        Assert.Equal(RevealOutcome.NoCodeYet, (await house.Services.GetRequiredService<SecretReveal>().RunAsync(property, "gate", "Phone call", await house.AccountAsync("joan@puig-stays.example", HostRoles.Owner, null), CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task When_the_row_cannot_be_written_nothing_leaves()
    {
        await using var house = new House(jobsRun: false);
        var property = await PropertyAsync(house);
        var host = await house.AccountAsync(Marta, HostRoles.Owner, null);
        await using (var db = house.Database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"AuditEvents\" RENAME COLUMN \"What\" TO \"Gone\"");
        }

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => RevealAsync(house, property, "Phone call", host));
    }

    [Fact]
    public async Task A_page_of_secrets_holds_no_secret_in_its_markup_and_is_not_there_for_others()
    {
        await using var house = new House(jobsRun: false);
        var property = await PropertyAsync(house);
        await house.AccountAsync(Marta, HostRoles.Owner, null);
        await house.AccountAsync("joan@puig-stays.example", HostRoles.Manager, []);
        var path = new Uri($"/properties/{property}/secrets", UriKind.Relative);
        var page = WebUtility.HtmlDecode(await (await house.SignedInAsync(Marta)).GetStringAsync(path));
        Assert.Contains("{{wifi}}", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{wifi}}", await (await house.SignedInAsync("joan@puig-stays.example")).GetStringAsync(path), StringComparison.Ordinal);
    }

    private static async Task<Guid> PropertyAsync(House house)
    {
        await using var db = house.Database.Open();
        var property = new Property { Id = house.NextId(), Name = "Casa Sol", TimeZoneId = "Europe/Madrid" };
        db.Properties.Add(property);
        db.PropertySecrets.Add(new PropertySecret { Id = house.NextId(), PropertyId = property.Id, Name = "wifi", Sealed = house.Services.GetRequiredService<SecretVault>().Seal(Secret), ChangedUtc = House.Evening });
        await db.SaveChangesAsync();
        return property.Id;
    }

    private static Task<Revealed> RevealAsync(House house, Guid property, string reason, SignedInHost host) => house.Services.GetRequiredService<SecretReveal>().RunAsync(property, "wifi", reason, host, CancellationToken.None);
}
