using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Queries;
using Cendra.Server.Security;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

/// <summary>The other way into a property: typed once, sealed, and shown to a host only while a guest would stand outside.</summary>
public sealed class FallbackTests
{
    private const string Marta = "marta@puig-stays.example";
    private const string Digits = "739164";

    [Fact]
    public async Task Its_digits_are_sealed_never_read_back_into_the_form_and_kept_when_nothing_is_typed()
    {
        await using var house = new House();
        var (host, property, _) = await OpenAsync(house);
        Assert.Empty((await SaveAsync(house, host, await DraftAsync(house, property), d => (d.FallbackWords, d.FallbackDigits) = ("Key box left of the door", Digits))).Problems);
        var again = await DraftAsync(house, property);
        Assert.Equal(("Key box left of the door", "", true), (again.FallbackWords, again.FallbackDigits, again.HasFallbackDigits));
        Assert.Empty((await SaveAsync(house, host, again, d => d.City = "Olot")).Problems);

        await using var db = house.Database.Open();
        var row = await db.Properties.SingleAsync(p => p.Id == property);
        Assert.Equal(6, row.FallbackSecret!.Length);
        var lines = await db.AuditEvents.Where(e => e.Stream == row.AuditStream).Select(e => e.What).ToListAsync();
        Assert.Single(lines, l => l == "Digits of the other way in set anew");
        Assert.DoesNotContain(lines, l => l.Contains(Digits, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Key box 739164", "")]
    [InlineData("Key box", "73 91")]
    [InlineData("Key box", "739")]
    [InlineData("", "739164")]
    public void Digits_in_the_words_and_words_in_the_digits_are_refused(string words, string digits) =>
        Assert.Contains(PropertyRules.Problems(new PropertyDraft { FallbackWords = words, FallbackDigits = digits }), p => p.StartsWith("Another way in:", StringComparison.Ordinal));

    [Fact]
    public async Task They_are_forgotten_on_a_hosts_word()
    {
        await using var house = new House();
        var (host, property, _) = await OpenAsync(house);
        await SaveAsync(house, host, await DraftAsync(house, property), d => (d.FallbackWords, d.FallbackDigits) = ("Key box", Digits));
        await SaveAsync(house, host, await DraftAsync(house, property), d => d.ForgetFallbackDigits = true);
        await using var db = house.Database.Open();
        Assert.Null((await db.Properties.SingleAsync(p => p.Id == property)).FallbackSecret);
    }

    [Theory]
    [InlineData(HostRoles.Manager, Readiness.Blocked, RevealOutcome.Shown)]
    [InlineData(HostRoles.Manager, Readiness.Ready, RevealOutcome.NotAllowed)]
    [InlineData(HostRoles.Viewer, Readiness.Blocked, RevealOutcome.NotAllowed)]
    public async Task They_are_shown_to_who_may_while_the_stay_is_blocked_and_recorded_first(string role, Readiness readiness, RevealOutcome outcome)
    {
        await using var house = new House(jobsRun: false); // Nobody judges the stay anew in between.
        var (owner, property, stay) = await OpenAsync(house);
        await SaveAsync(house, owner, await DraftAsync(house, property), d => (d.FallbackWords, d.FallbackDigits) = ("Key box", Digits));
        await using var db = house.Database.Open();
        await db.Stays.Where(s => s.Id == stay).ExecuteUpdateAsync(s => s.SetProperty(x => x.Readiness, readiness));
        var host = await house.AccountAsync("rui@house.example", role, null);

        var revealed = await house.Services.GetRequiredService<FallbackReveal>().RunAsync(stay, host, CancellationToken.None);

        Assert.Equal(outcome, revealed.Outcome);
        Assert.Equal(outcome == RevealOutcome.Shown ? Digits : null, revealed.Pins.SingleOrDefault()?.Digits);
        var rows = await db.AuditEvents.Where(e => e.Kind == AuditKind.CodeDisclosed).ToListAsync();
        Assert.Equal(outcome == RevealOutcome.Shown ? 1 : 0, rows.Count);
        Assert.All(rows, r => Assert.Equal((host.Actor, "Digits of the other way in revealed in the console for 20 seconds"), (r.Actor, r.What)));
    }

    private static async Task<(SignedInHost Host, Guid Property, Guid Stay)> OpenAsync(House house)
    {
        var around = new Neighbourhood(house);
        await around.ConnectAsync();
        var property = await around.PropertyAsync("Casa Tramuntana", "Begur", "Europe/Madrid", "Gate");
        var stay = await around.StayAsync(property, "Amelia Hart", 2, House.Evening, House.Evening.AddDays(3));
        return (await house.AccountAsync(Marta, HostRoles.Owner, null), property.Id, stay.Id);
    }

    private static async Task<PropertyDraft> DraftAsync(House house, Guid id) =>
        (await house.Services.GetRequiredService<PropertiesQuery>().FormAsync(id, Cendra.Domain.Portfolio.PropertyScope.All, CancellationToken.None))!.Draft;

    private static Task<PropertySaved> SaveAsync(House house, SignedInHost host, PropertyDraft draft, Action<PropertyDraft> change)
    {
        change(draft);
        return house.Services.GetRequiredService<PropertySetUp>().SaveAsync(draft, host, CancellationToken.None);
    }
}
