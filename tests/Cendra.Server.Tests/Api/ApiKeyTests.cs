using System.Security.Cryptography;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Queries;
using Cendra.Server.Security;
using Cendra.Server.Tests.Service;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Api;

/// <summary>Who may call the API, and that a key stands nowhere but with its program.</summary>
public sealed class ApiKeyTests
{
    [Fact]
    public async Task A_key_does_what_its_scopes_say_and_a_refusal_names_the_one_that_is_missing()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var writer = await ApiProgram.OfAsync(world, scopes: ApiScopes.ReservationsWrite);
        var reader = await ApiProgram.OfAsync(world, scopes: ApiScopes.ReservationsRead);
        Assert.Equal(201, (await writer.PutAsync("R1", ApiProgram.Body(1))).Code);
        Assert.Equal((200, 200), ((await reader.GetAsync("R1")).Code, (await reader.ListAsync()).Code));
        foreach (var heard in new[] { await writer.GetAsync("R1"), await writer.ListAsync() })
        {
            IsRefused(heard, 403, "reservations:read");
        }

        foreach (var heard in new[] { await reader.PutAsync("R2", ApiProgram.Body(1)), await reader.CancelAsync("R1", 2) })
        {
            IsRefused(heard, 403, "reservations:write");
        }

        Assert.Equal(200, (await writer.CancelAsync("R1", 2)).Code);
        Assert.Equal(404, (await reader.GetAsync("R2")).Code);
    }

    [Fact]
    public async Task What_is_no_key_that_holds_is_401_and_leaves_nothing()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var program = await ApiProgram.OfAsync(world, days: 1);
        string?[] wrong =
        [
            null, "", "Bearer", "Bearer ", $"Basic {program.Key}", program.Key, $"Bearer {program.Key}x", $"Bearer {program.Key[..^1]}", "Bearer " + ("cendra_" + new string('A', 43)), $"Bearer {program.Key.ToUpperInvariant()}",
            $"Bearer {new string('é', 50)}", "Bearer cendra_" + new string('é', 43), $"Bearer {ServiceWorld.PmsSecret}", $"Bearer {new string('x', 5000)}", $"Bearer {(await KeyAsync(world)).KeyHash}",
        ];
        foreach (var header in wrong)
        {
            foreach (var (method, path, body) in new (HttpMethod, string, string?)[] { (HttpMethod.Get, "", null), (HttpMethod.Get, "/R1", null), (HttpMethod.Put, "/R1", ApiProgram.Body(1)), (HttpMethod.Post, "/R1/cancel", "{\"version\":2}") })
            {
                var request = (program with { Key = "" }).Request(method, ApiProgram.Reservations + path, body);
                request.Headers.Remove("Authorization");
                if (header is not null)
                {
                    request.Headers.TryAddWithoutValidation("Authorization", header);
                }

                IsRefused(await ApiProgram.HeardAsync(world, request), 401, "Bearer");
            }
        }

        Assert.Equal(0, await world.StoredAsync());
        Assert.Null((await KeyAsync(world)).LastUsedUtc);
        Assert.Equal(201, (await program.PutAsync("R1", ApiProgram.Body(1))).Code);
    }

    [Fact]
    public async Task A_key_that_was_revoked_or_has_expired_opens_nothing_from_that_moment()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var (expiring, revoked) = (await ApiProgram.OfAsync(world, days: 1), await ApiProgram.OfAsync(world));
        world.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Equal((200, 200), ((await expiring.ListAsync()).Code, (await revoked.ListAsync()).Code));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("expired", (await expiring.ListAsync()).Text, StringComparison.Ordinal);
        IsRefused(await expiring.ListAsync(), 401, "invalid_token");
        var desk = world.Services.GetRequiredService<ApiKeySetUp>();
        var id = (await world.Services.GetRequiredService<ApiKeysQuery>().RunAsync(CancellationToken.None)).Keys.Single(k => revoked.Key.StartsWith(k.Shown, StringComparison.Ordinal)).Id;
        Assert.Equal("", await desk.RevokeAsync(id, ApiProgram.Owner, CancellationToken.None));
        Assert.Equal("", await desk.RevokeAsync(id, ApiProgram.Owner, CancellationToken.None));
        IsRefused(await revoked.ListAsync(), 401, "invalid_token");
        Assert.Contains("revoked", (await revoked.ListAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_key_was_last_used_is_known_to_the_minute()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var program = await ApiProgram.OfAsync(world);
        world.Time.Advance(TimeSpan.FromSeconds(70));
        await program.ListAsync();
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 8, 1, 0, TimeSpan.Zero), (await KeyAsync(world)).LastUsedUtc);
        world.Time.Advance(TimeSpan.FromSeconds(45));
        await program.ListAsync();
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 8, 1, 0, TimeSpan.Zero), (await KeyAsync(world)).LastUsedUtc);
        world.Time.Advance(TimeSpan.FromSeconds(5));
        await program.GetAsync("nobody");
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 8, 2, 0, TimeSpan.Zero), (await KeyAsync(world)).LastUsedUtc);
    }

    [Fact]
    public async Task A_key_stands_in_no_log_no_row_and_no_file()
    {
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { OnKestrel = true });
        var program = await ApiProgram.OfAsync(world);
        await program.PutAsync("R1", ApiProgram.Body(1), "an idempotency key");
        await program.PutAsync("R1", "{");
        await program.CallAsync(HttpMethod.Get, "/api/v1/none");
        await (program with { Key = program.Key + "x" }).ListAsync();
        await program.ListAsync("?cursor=x");
        Assert.Contains(program.Key, string.Join('\n', [.. world.Log.Lines, $"planted {program.Key}"]), StringComparison.Ordinal);
        Assert.DoesNotContain(world.Log.Lines, l => l.Contains(program.Key, StringComparison.Ordinal));
        Assert.True(world.Log.Categories.ContainsKey("Microsoft.EntityFrameworkCore.Database.Command"), "EF's own log was heard");
        Assert.DoesNotContain(await world.Database.TextsAsync(), t => t.Contains(program.Key, StringComparison.Ordinal));
        await world.StopServerAsync();
        var bytes = System.Text.Encoding.ASCII.GetBytes(program.Key[7..]);
        var files = Directory.GetFiles(world.Folder, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf(bytes)));
        await world.StartServerAsync();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(program.Key))), (await KeyAsync(world)).KeyHash);
        Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(program.Key[7..]).Length);
    }

    [Fact]
    public async Task A_host_who_is_signed_in_is_no_program()
    {
        await using var world = await ServiceWorld.OpenAsync();
        await world.InScopeAsync<Accounts>(accounts => accounts.MakeAsync(new NewAccount("Marta Puig", "marta@house.example", World.House.Password), HostRoles.Owner));
        using var browser = world.Server.CreateClient();
        await World.House.SendFormAsync(browser, "/sign-in", new() { ["email"] = "marta@house.example", ["password"] = World.House.Password });
        Assert.Equal(System.Net.HttpStatusCode.OK, (await browser.GetAsync(new Uri("/connections/keys", UriKind.Relative))).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await browser.GetAsync(new Uri(ApiProgram.Reservations, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task An_owner_makes_keys_each_is_a_line_of_its_connection_and_nobody_else_makes_any()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var desk = world.Services.GetRequiredService<ApiKeySetUp>();
        var wanted = new WantedKey("Booking engine", null, "my-website", ApiScopes.ReservationsRead, 30);
        var manager = ApiProgram.Owner with { Role = HostRoles.Manager };
        Assert.StartsWith("Only an owner", (await desk.MakeAsync(wanted, manager, CancellationToken.None)).Problem, StringComparison.Ordinal);
        foreach (var (field, odd) in new[]
        {
            ("Name:", wanted with { Name = " " }), ("Name:", wanted with { Name = new string('n', 81) }), ("May:", wanted with { Scopes = ApiScopes.None }), ("May:", wanted with { Scopes = (ApiScopes)64 }), ("Ends:", wanted with { Days = 0 }),
            ("New connection:", wanted with { NewConnection = "My website" }), ("New connection:", wanted with { NewConnection = "seam" }), ("New connection:", wanted with { NewConnection = ServiceWorld.Pms }), ("Connection:", wanted with { ConnectionId = Guid.Empty }),
        })
        {
            Assert.StartsWith(field, (await desk.MakeAsync(odd, ApiProgram.Owner, CancellationToken.None)).Problem, StringComparison.Ordinal);
        }

        await using var db = world.Open();
        Assert.Equal(0, await db.ApiKeys.CountAsync());
        var key = (await desk.MakeAsync(wanted, ApiProgram.Owner, CancellationToken.None)).Key;
        var row = Assert.Single((await world.Services.GetRequiredService<ApiKeysQuery>().RunAsync(CancellationToken.None)).Keys);
        Assert.Equal("Only an owner makes and revokes keys.", await desk.RevokeAsync(row.Id, manager, CancellationToken.None));
        await desk.RevokeAsync(row.Id, ApiProgram.Owner, CancellationToken.None);
        var stream = (await db.Connections.SingleAsync(c => c.Name == "my-website")).AuditStream;
        var lines = await db.AuditEvents.Where(e => e.Stream == stream && e.Kind == AuditKind.ConnectionChanged).OrderBy(e => e.Sequence).Select(e => e.What).ToListAsync();
        Assert.Equal(["Connection made", $"Key \"Booking engine\" made, {key[..11]}…: reservations:read, until 1 Jul 2026", $"Key \"Booking engine\" revoked, {key[..11]}…"], lines);
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    private static void IsRefused(ApiHeard heard, int status, string word)
    {
        Assert.Equal((status, "application/problem+json"), (heard.Code, heard.Type));
        Assert.Contains(word, heard.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.True(heard.Json.GetProperty("detail").GetString() is { Length: > 0 });
        Assert.True(status != 403 || heard.Text.Contains(word, StringComparison.Ordinal), heard.Text);
    }

    private static async Task<ApiKey> KeyAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        return await db.ApiKeys.OrderBy(k => k.CreatedUtc).FirstAsync();
    }
}
