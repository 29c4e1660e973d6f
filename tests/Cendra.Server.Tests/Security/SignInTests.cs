using System.Net;
using Cendra.Domain.Database;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Security;

public sealed class SignInTests
{
    private const string Marta = "marta@puig-stays.example";

    [Theory]
    [InlineData("/")]
    [InlineData("/locks")]
    [InlineData("/properties")]
    [InlineData("/properties/new")]
    [InlineData("/connections")]
    [InlineData("/stays/01935d2f-0000-7000-8000-000000000001")]
    [InlineData("/jobs")]
    [InlineData("/account")]
    [InlineData("/nothing-here")]
    public async Task Every_page_asks_a_stranger_to_sign_in(string path)
    {
        await using var house = new House();
        var answer = await house.CreateClient().GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HostRoles.Owner, HttpStatusCode.OK)]
    [InlineData(HostRoles.Manager, HttpStatusCode.Redirect)]
    [InlineData(HostRoles.Viewer, HttpStatusCode.Redirect)]
    public async Task Connections_and_jobs_are_for_owners(string role, HttpStatusCode expected)
    {
        await using var house = new House();
        await house.AccountAsync(Marta, role, null);
        var client = await house.SignedInAsync(Marta);
        foreach (var path in new[] { "/connections", "/jobs" })
        {
            Assert.Equal(expected, (await client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
        }
    }

    [Fact]
    public async Task Five_wrong_passwords_let_the_account_rest_even_for_the_right_one()
    {
        await using var house = new House();
        var host = await house.AccountAsync(Marta, HostRoles.Owner, null);
        var client = house.CreateClient();
        for (var i = 0; i < 5; i++)
        {
            await TryAsync(client, Marta, "not the password");
        }

        var refused = await TryAsync(client, Marta, House.Password);
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        await using var db = house.Database.Open();
        var lines = await db.AuditEvents.Where(e => e.Stream == $"user:{host.Id:N}").OrderBy(e => e.Sequence).Select(e => e.What).ToListAsync();
        Assert.Equal(4, lines.Count(l => l == "Refused: wrong password"));
        Assert.Equal(2, lines.Count(l => l == "Refused: the account rests after wrong tries"));
    }

    [Fact]
    public async Task An_unknown_and_a_known_account_are_refused_in_the_same_words_and_the_address_is_not_kept()
    {
        await using var house = new House();
        await house.AccountAsync(Marta, HostRoles.Owner, null);
        var client = house.CreateClient();
        var known = await TryAsync(client, Marta, "not the password");
        var unknown = await TryAsync(client, "stranger@elsewhere.example", "not the password");
        Assert.Equal(Words(await known.Content.ReadAsStringAsync()), Words(await unknown.Content.ReadAsStringAsync()));
        await using var db = house.Database.Open();
        var line = await db.AuditEvents.SingleAsync(e => e.Stream == "user:unknown");
        Assert.DoesNotContain("stranger", line.What + line.Actor, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//elsewhere.example/x")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    [InlineData(null)]
    public void A_way_back_never_leads_to_another_server(string? wanted) =>
        Assert.Equal("/", Cendra.Server.Security.SignInEndpoints.Local(wanted));

    [Fact]
    public async Task Whoever_signs_out_is_out()
    {
        await using var house = new House();
        await house.AccountAsync(Marta, HostRoles.Owner, null);
        var client = await house.SignedInAsync(Marta);
        await House.SendFormAsync(client, "/account", new() { ["leave"] = "yes" }, "/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(new Uri("/", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_lost_role_is_lost_with_the_next_reading()
    {
        await using var house = new House();
        await house.AccountAsync(Marta, HostRoles.Owner, null);
        var client = await house.SignedInAsync(Marta);
        await using (var db = house.Database.Open())
        {
            await db.UserRoles.ExecuteDeleteAsync();
        }

        Assert.DoesNotContain("Add a property", await client.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> TryAsync(HttpClient client, string email, string password) =>
        House.SendFormAsync(client, "/sign-in", new() { ["email"] = email, ["password"] = password });

    private static string Words(string page) => page[page.IndexOf("role=\"alert\"", StringComparison.Ordinal)..page.IndexOf("<form", StringComparison.Ordinal)];
}
