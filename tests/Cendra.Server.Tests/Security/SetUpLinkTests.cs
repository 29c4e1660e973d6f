using System.Net;
using Cendra.Domain.Audit;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Security;

public sealed class SetUpLinkTests
{
    private static Dictionary<string, string> Marta(string password = House.Password) =>
        new() { ["name"] = "Marta Puig", ["email"] = "marta@puig-stays.example", ["password"] = password };

    [Fact]
    public async Task The_first_start_writes_a_link_that_only_its_owner_can_read()
    {
        await using var house = new House();
        _ = house.CreateClient();
        var file = Path.Combine(house.DataFolder, "set-up-link.txt");
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        await using var db = house.Database.Open();
        var token = (await house.SetUpPathAsync()).Split('/')[^1];
        Assert.DoesNotContain(token, (await db.SetUpLinks.SingleAsync()).TokenHash, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_makes_an_owner_who_is_signed_in_and_sees_the_arrivals()
    {
        await using var house = new House();
        var client = house.CreateClient();
        var answer = await House.SendFormAsync(client, await house.SetUpPathAsync(), Marta());
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        Assert.Contains("No arrivals yet", await client.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        await using var db = house.Database.Open();
        var user = await db.Users.SingleAsync();
        Assert.True(user.SeesAllProperties);
        Assert.Equal([AuditKind.AccountChanged, AuditKind.SignIn], await db.AuditEvents.Where(e => e.Stream == $"user:{user.Id:N}").OrderBy(e => e.Sequence).Select(e => e.Kind).ToListAsync());
        Assert.False(File.Exists(Path.Combine(house.DataFolder, "set-up-link.txt")));
    }

    [Fact]
    public async Task Looking_at_the_link_uses_nothing_up_and_is_kept_nowhere()
    {
        await using var house = new House();
        var client = house.CreateClient();
        var path = await house.SetUpPathAsync();
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Contains("no-store", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("noindex", answer.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await House.SendFormAsync(client, path, Marta())).StatusCode);
    }

    [Fact]
    public async Task A_used_an_expired_and_an_unknown_link_look_the_same()
    {
        await using var house = new House();
        var client = house.CreateClient();
        var path = await house.SetUpPathAsync();
        var unknown = await ClosedAsync(client, "/set-up/AAAAAAAAAAAAAAAAAAAAAA");
        house.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(unknown, await ClosedAsync(client, path));
        await using (var db = house.Database.Open())
        {
            await db.SetUpLinks.ExecuteUpdateAsync(s => s.SetProperty(l => l.ExpiresUtc, House.Evening.AddDays(3)));
        }

        await House.SendFormAsync(client, path, Marta());
        Assert.Equal(unknown, await ClosedAsync(house.CreateClient(), path));
    }

    [Fact]
    public async Task A_short_password_is_explained_and_leaves_the_link_open()
    {
        await using var house = new House();
        var client = house.CreateClient();
        var path = await house.SetUpPathAsync();
        var refused = await House.SendFormAsync(client, path, Marta("short"));
        Assert.Contains("12 to 200 characters", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await House.SendFormAsync(client, path, Marta())).StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_hidden_token_makes_nothing()
    {
        await using var house = new House();
        var client = house.CreateClient();
        var answer = await client.PostAsync(new Uri(await house.SetUpPathAsync(), UriKind.Relative), new FormUrlEncodedContent(Marta()));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await using var db = house.Database.Open();
        Assert.Equal(0, await db.Users.CountAsync());
    }

    private static async Task<string> ClosedAsync(HttpClient client, string path)
    {
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
