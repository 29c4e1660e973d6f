using System.Text.Json;
using Cendra.Server.Tests.Service;
using Cendra.Simulator.Locks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Api;

/// <summary>The description says what there is, and what is answered is what it says.</summary>
public sealed class ApiDescriptionTests
{
    private static readonly string[] Always = ["401", "403", "429"];

    [Fact]
    public async Task Every_call_is_described_with_its_scope_its_statuses_and_nothing_else()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var document = await DocumentAsync(world);
        var described = from path in document.GetProperty("paths").EnumerateObject() from call in path.Value.EnumerateObject() select (Call: $"{call.Name.ToUpperInvariant()} {path.Name}", call.Value);
        var calls = described.ToDictionary(c => c.Call, c => c.Value);
        var mapped = world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => (Pattern: "/" + e.RoutePattern.RawText!.Trim('/'), Scope: e.Metadata.OfType<IAuthorizeData>().Select(d => d.Policy).FirstOrDefault(), Methods: e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []))
            .Where(e => e.Pattern.StartsWith("/api/v1/reservations", StringComparison.Ordinal)).SelectMany(e => e.Methods.Select(m => (Call: $"{m} {e.Pattern}", e.Scope))).ToDictionary(e => e.Call, e => e.Scope);
        Assert.Equal(["GET /api/v1/reservations", "GET /api/v1/reservations/{externalId}", "GET /api/v1/reservations/{externalId}/codes", "POST /api/v1/reservations/{externalId}/cancel", "PUT /api/v1/reservations/{externalId}"], mapped.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(mapped.Keys.Order(StringComparer.Ordinal), calls.Keys.Order(StringComparer.Ordinal));
        foreach (var (call, scope) in mapped)
        {
            Assert.Equal([scope], Assert.Single(calls[call].GetProperty("security").EnumerateArray()).GetProperty("apiKey").EnumerateArray().Select(s => s.GetString()));
        }

        Assert.Equal(["200", "400", .. Always], Statuses(calls["GET /api/v1/reservations"]));
        Assert.Equal(["200", "401", "403", "404", "429"], Statuses(calls["GET /api/v1/reservations/{externalId}"]));
        Assert.Equal(["200", "401", "403", "404", "429", "503"], Statuses(calls["GET /api/v1/reservations/{externalId}/codes"]));
        Assert.Equal(["200", "201", "202", "400", "401", "403", "409", "413", "429"], Statuses(calls["PUT /api/v1/reservations/{externalId}"]));
        Assert.Equal(["200", "202", "400", "401", "403", "404", "409", "413", "429"], Statuses(calls["POST /api/v1/reservations/{externalId}/cancel"]));
        Assert.Equal(["limit", "cursor", "changedSince", "status"], Parameters(calls["GET /api/v1/reservations"]));
        Assert.Equal(["externalId", "Idempotency-Key"], Parameters(calls["PUT /api/v1/reservations/{externalId}"]));
        var key = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("apiKey");
        Assert.Equal(("http", "bearer"), (key.GetProperty("type").GetString(), key.GetProperty("scheme").GetString()));
    }

    [Fact]
    public async Task Every_answer_has_the_shape_that_is_described()
    {
        await using var world = await ServiceWorld.OpenAsync();
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        var program = await ApiProgram.OfAsync(world, scopes: ApiProgram.AllScopes);
        await program.IsListedAsync("Born 9");
        var shape = new DescribedShape(await DocumentAsync(world));
        const string one = "/api/v1/reservations/{externalId}";
        shape.Fits("put", one, await program.PutAsync("R1", ApiProgram.Body(1, "2026-06-01", "2026-06-03")));
        await world.WorkAsync();
        await world.ClockMovesToAsync("2026-06-01 15:05");
        shape.Fits("get", one, await program.GetAsync("R1"));
        shape.Fits("get", one + "/codes", await program.CodesAsync("R1"));
        shape.Fits("get", one + "/codes", await program.CodesAsync("R9"));
        shape.Fits("put", one, await program.PutAsync("R1", ApiProgram.Body(2, "2026-06-01", "2026-06-04")));
        shape.Fits("put", one, await program.PutAsync("R1", ApiProgram.Body(2, "2026-06-01", "2026-06-05")));
        shape.Fits("put", one, await program.PutAsync("R1", "{}"));
        shape.Fits("put", one, await program.PutAsync("R2", """{"version":1,"status":"x","checkIn":"2026-06-10","checkOut":"2026-06-13","units":[{"listingExternalId":"a"},{"listingExternalId":"b"}]}"""));
        shape.Fits("put", one, await program.PutAsync("R2", """{"version":2,"status":"x","checkIn":"2026-06-10","checkOut":"2026-06-13","units":[{"listingExternalId":"a"}]}"""));
        shape.Fits("get", "/api/v1/reservations", await program.ListAsync("?limit=1"));
        shape.Fits("get", "/api/v1/reservations", await program.ListAsync("?limit=x"));
        shape.Fits("post", one + "/cancel", await program.CancelAsync("R1", 3));
        shape.Fits("post", one + "/cancel", await program.CancelAsync("R1", 1));
        shape.Fits("post", one + "/cancel", await program.CancelAsync("R9", 1));
        shape.Fits("get", one, await program.GetAsync("R9"));
        shape.Fits("get", one, await (program with { Key = "none" }).GetAsync("R1"));
        shape.Fits("put", one, await program.PutAsync("R1", new string(' ', 300_000)));
        Assert.Equal(["200", "201", "400", "401", "404", "409", "413"], shape.Seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_example_is_taken_and_every_field_of_the_body_that_is_described_is_read()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var program = await ApiProgram.OfAsync(world);
        var document = await DocumentAsync(world);
        var media = document.GetProperty("paths").GetProperty("/api/v1/reservations/{externalId}").GetProperty("put").GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
        Assert.Equal(201, (await program.PutAsync("R1", media.GetProperty("example").GetRawText())).Code);
        var shape = new DescribedShape(document);
        foreach (var (path, body) in shape.Fields(media.GetProperty("schema")).Select(f => (f, Bent(f))))
        {
            var heard = await program.PutAsync("R2", body);
            Assert.True(heard.Code == 400 && heard.Refused.Any(r => r == path), $"{path}: {heard.Code} {heard.Text}");
        }

        Assert.Equal(404, (await program.GetAsync("R2")).Code);
    }

    /// <summary>A body that is right but for this field.</summary>
    private static string Bent(string path)
    {
        const string wrong = "[7]";
        var units = path.StartsWith("units[0].", StringComparison.Ordinal) ? $$"""[{"listingExternalId":"a","{{path[9..]}}":{{wrong}}}]""" : """[{"listingExternalId":"a"}]""";
        var guest = path.StartsWith("guest.", StringComparison.Ordinal) ? $$"""{"{{path[6..]}}":{{wrong}}}""" : """{"name":"Ana"}""";
        var fields = new Dictionary<string, string> { ["version"] = "1", ["status"] = "\"confirmed\"", ["checkIn"] = "\"2026-06-10\"", ["checkOut"] = "\"2026-06-13\"", ["guest"] = guest };
        if (path != "listingExternalId")
        {
            fields["units"] = units;
        }

        if (!path.Contains('.', StringComparison.Ordinal))
        {
            fields[path] = path == "units" ? "7" : wrong;
        }

        return "{" + string.Join(',', fields.Select(f => $"\"{f.Key}\":{f.Value}")) + "}";
    }

    private static async Task<JsonElement> DocumentAsync(ServiceWorld world)
    {
        var heard = await ApiProgram.HeardAsync(world, new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(ServiceWorld.OwnUrl), "/api/v1/openapi.json")));
        Assert.True(heard.Code == 200, heard.Text);
        return heard.Json;
    }

    private static IEnumerable<string> Statuses(JsonElement call) => call.GetProperty("responses").EnumerateObject().Select(r => r.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string?> Parameters(JsonElement call) => call.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString());
}
